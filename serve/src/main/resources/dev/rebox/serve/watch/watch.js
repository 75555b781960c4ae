// A run while it goes on: asks for its state every few seconds and draws it.

const EVERY = 3000;
const WIDTH = 320;
const HEIGHT = 170;
const LEFT = 44;
const BOTTOM = 22;
const $ = (id) => document.getElementById(id);

function number(value) {
  if (!Number.isFinite(value)) {
    return "-";
  }
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : Number(value.toPrecision(3)).toString();
}

function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  return seconds < 90 ? `${Math.round(seconds)} s` : minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

function svg(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text ?? "";
  return element;
}

/** A plot of lines, each {x, y, look}, from the least to the greatest of their values; what is above `top` runs along the top. */
function plot(title, said, lines, bottom, top) {
  const most = Math.max(1, ...lines.flatMap((line) => line.x));
  const across = (x) => LEFT + ((WIDTH - LEFT - 8) * x) / most;
  const up = (y) => HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 10) * Math.min(1, Math.max(0, (y - bottom) / (top - bottom || 1)));
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${said}` });
  for (const value of [bottom, (bottom + top) / 2, top]) {
    drawing.append(
      svg("line", { class: "axis", x1: LEFT, x2: WIDTH - 8, y1: up(value), y2: up(value) }),
      svg("text", { class: "mark", x: LEFT - 5, y: up(value) + 4, "text-anchor": "end" }, number(value)));
  }
  drawing.append(svg("text", { class: "mark", x: WIDTH - 8, y: HEIGHT - 4, "text-anchor": "end" }, `${most} steps`));
  for (const line of lines) {
    const points = line.x.map((x, i) => [x, line.y[i]]).filter(([, y]) => Number.isFinite(y)).map(([x, y]) => [across(x), up(y)]);
    drawing.append(svg("polyline", { class: line.look, points: points.map((p) => p.join(",")).join(" ") }));
    if (line.points) {
      points.forEach(([cx, cy]) => drawing.append(svg("circle", { class: "point", cx, cy, r: 3 })));
    }
  }
  const caption = document.createElement("figcaption");
  const last = document.createElement("span");
  last.textContent = said;
  caption.append(title, last);
  const figure = document.createElement("figure");
  figure.append(caption, drawing);
  return figure;
}

function curve(one) {
  const values = one.values.map(Number);
  const smooth = one.smooth.map(Number);
  const settled = smooth.slice(Math.floor(smooth.length / 20)).filter(Number.isFinite);
  const top = 1.25 * Math.max(0, ...settled) || 1;
  const lines = [{ x: one.steps, y: values, look: "raw" }, { x: one.steps, y: smooth, look: "smooth" }];
  return plot(one.name, number(smooth.at(-1)), lines, 0, top);
}

function scores(all) {
  const sets = [...new Set(all.map((one) => one.set))];
  return sets.map((set) => {
    const own = all.filter((one) => one.set === set && one.map >= 0);
    const line = { x: own.map((one) => one.step), y: own.map((one) => 100 * one.map), look: "smooth", points: true };
    return plot(`mAP on the ${set} set`, own.length ? `${(100 * own.at(-1).map).toFixed(1)} %` : "", [line], 0, Math.max(1, ...line.y));
  });
}

const WORDS = { training: "training", done: "done", silent: "nothing logged for a while: it evaluates, or was stopped" };

function show(state) {
  $("run").textContent = state.run;
  document.title = `${state.run}: ${state.step} of ${state.steps} steps`;
  const left = state.state === "training" && state.secondsLeft >= 0 ? `, about ${duration(state.secondsLeft)} left` : "";
  const speed = state.state === "training" && state.imagesPerSecond > 0 ? `, ${number(state.imagesPerSecond)} images a second` : "";
  $("state").textContent = `${state.step} of ${state.steps} steps, ${WORDS[state.state]}${left}${speed}`;
  $("state").classList.remove("bad");
  $("progress").value = state.steps > 0 ? state.step / state.steps : 0;
  $("scores").replaceChildren(...scores(state.scores));
  $("curves").replaceChildren(...state.curves.map(curve));
}

// The examples of a version never change: they are asked for once.
let version = -1;

function example([name, said], index) {
  const image = document.createElement("img");
  image.src = `examples/${version}/${index}`;
  image.alt = `${name}: ${said}`;
  const caption = document.createElement("figcaption");
  const right = document.createElement("span");
  right.textContent = said;
  caption.append(name, right);
  const figure = document.createElement("figure");
  figure.append(caption, image);
  return figure;
}

async function lookAtExamples() {
  const examples = await (await fetch("examples.json")).json();
  if (examples.version === version) {
    return;
  }
  version = examples.version;
  $("examples").hidden = false;
  $("note").textContent = examples.images.length > 0 ? "Lines: what it finds. Dashed: what is annotated." : examples.note;
  $("images").replaceChildren(...examples.images.map(example));
}

async function look() {
  try {
    const answer = await fetch("run.json");
    const document = await answer.json();
    if (!answer.ok) {
      throw new Error(document.error);
    }
    show(document);
    await lookAtExamples();
  } catch (error) {
    $("state").textContent = `No news: ${error.message}`;
    $("state").classList.add("bad");
  }
  setTimeout(look, EVERY);
}

look();
