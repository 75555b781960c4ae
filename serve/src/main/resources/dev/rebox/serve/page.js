// The page that tries a detector: sends an image once with a low threshold, and filters what came by the sliders.
import { drawDetections, colorOf } from "./drawing.js";
import { effect, explain, isMoved, scoreText } from "./explanation.js";

const LEAST = 0.05;
const $ = (id) => document.getElementById(id);

const state = { token: sessionStorage.getItem("token") ?? "", classes: [], least: new Map(), found: [], image: null, selected: null, window: null };

class Refused extends Error {}

async function ask(address, options = {}) {
  const headers = state.token ? { Authorization: `Bearer ${state.token}` } : {};
  const answer = await fetch(address, { ...options, headers });
  if (answer.ok) {
    return answer;
  }
  if (answer.status === 401) {
    $("token-form").hidden = false;
    $("token").focus();
  }
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.error ?? `the server answered ${answer.status}`);
}

function tell(text, bad = false) {
  $("message").textContent = text;
  $("message").classList.toggle("bad", bad);
}

function failed(error) {
  tell(error instanceof Refused ? error.message : `That did not work: ${error.message}`, true);
}

// The model

async function loadModel() {
  const model = await (await ask("model")).json();
  $("token-form").hidden = true;
  state.classes = model.classes;
  $("model").textContent = model.name;
  document.title = `${model.name}: try the detector`;
  makeSliders();
  tell("");
}

function makeSliders() {
  $("classes").replaceChildren(...state.classes.map((one, index) => {
    const row = document.createElement("div");
    row.className = "slider";
    const label = document.createElement("label");
    label.htmlFor = `class-${index}`;
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = colorOf(index);
    label.append(swatch, one.name);
    const input = Object.assign(document.createElement("input"), { id: label.htmlFor, type: "range", min: LEAST, max: 1, step: 0.01 });
    const output = document.createElement("output");
    input.addEventListener("input", () => setLeast(one.name, input.valueAsNumber));
    row.append(label, input, output);
    return row;
  }));
  resetLeast();
}

function setLeast(name, value) {
  state.least.set(name, value);
  show();
}

function resetLeast() {
  state.classes.forEach((one) => state.least.set(one.name, one.threshold));
  show();
}

// Images

async function detect(blob) {
  stopCamera();
  tell("Looking ...");
  const begin = performance.now();
  try {
    const answer = await ask(`detect?threshold=${LEAST}&explain=true`, { method: "POST", body: blob });
    state.found = (await answer.json()).sort((a, b) => b.score - a.score);
    state.image = await createImageBitmap(blob, { imageOrientation: "from-image" });
    state.selected = state.window = null;
    speed(answer.headers.get("Server-Timing") ?? "", performance.now() - begin);
    tell("");
    show();
  } catch (error) {
    failed(error);
  }
}

function speed(timing, total) {
  const parts = Object.fromEntries([...timing.matchAll(/(\w+);dur=([\d.]+)/g)].map((m) => [m[1], Math.round(Number(m[2]))]));
  $("speed").textContent = `${Math.round(total)} ms in all: detection ${parts.detect ?? "?"} ms, decoding ${parts.decode ?? "?"} ms, waiting ${parts.queue ?? "?"} ms`;
}

const leastOf = (object) => state.least.get(object.category) ?? LEAST;
const shown = () => state.found.filter((object) => object.score >= leastOf(object));

function show() {
  state.classes.forEach((one, index) => {
    const value = state.least.get(one.name);
    const input = $(`class-${index}`);
    input.value = value;
    input.nextElementSibling.textContent = value.toFixed(2);
  });
  if (!state.image) {
    return;
  }
  const objects = shown();
  const canvas = $("canvas");
  canvas.classList.add("shown");
  $("empty").hidden = true;
  canvas.setAttribute("aria-label", `The image with ${objects.length} objects`);
  if (!objects.includes(state.selected)) {
    state.selected = state.window = null;
  }
  draw(objects);
  $("count").textContent = `${objects.length} of ${state.found.length}`;
  const refined = effect(state.found, leastOf);
  $("effect").textContent = refined.shown + refined.hidden > 0 ? `The refinement brought ${refined.shown} of these, and took ${refined.hidden} away.` : "";
  $("objects").replaceChildren(...objects.map(row));
  explain($("explanation"), state.selected, (window) => {
    state.window = window;
    draw(shown());
  });
}

function draw(objects) {
  drawDetections($("canvas"), state.image, objects, indexOf, state.selected, state.window);
}

const indexOf = (name) => state.classes.findIndex((one) => one.name === name);

function row(object) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-pressed", String(object === state.selected));
  const swatch = document.createElement("span");
  swatch.className = "swatch";
  swatch.style.background = colorOf(indexOf(object.category));
  const score = document.createElement("span");
  score.className = "score";
  score.textContent = scoreText(object);
  if (isMoved(object)) {
    score.classList.add(object.score > object.refinement.score_before ? "raised" : "lowered");
  }
  button.append(swatch, object.category, score);
  button.addEventListener("click", () => {
    const at = [...$("objects").querySelectorAll("button")].indexOf(button);
    state.selected = state.selected === object ? null : object;
    state.window = null;
    show();
    $("objects").querySelectorAll("button")[at]?.focus();
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

// The camera

async function startCamera() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    $("video").srcObject = stream;
    await $("video").play();
    clear();
    $("video").hidden = $("capture").hidden = false;
    $("empty").hidden = true;
    $("capture").focus();
  } catch (error) {
    tell(`The camera cannot be used here (browsers allow it on localhost and over https only): ${error.message}`, true);
  }
}

/** What was seen in an image before is not of the next. */
function clear() {
  state.found = [];
  state.image = state.selected = state.window = null;
  $("canvas").classList.remove("shown");
  $("explanation").hidden = true;
  $("objects").replaceChildren();
  for (const id of ["count", "effect", "speed"]) {
    $(id).textContent = "";
  }
}

function stopCamera() {
  $("video").srcObject?.getTracks().forEach((track) => track.stop());
  $("video").srcObject = null;
  $("video").hidden = $("capture").hidden = true;
}

function capture() {
  const video = $("video");
  const still = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  still.getContext("2d").drawImage(video, 0, 0);
  still.convertToBlob({ type: "image/png" }).then(detect, failed);
}

// What the user does

$("file").addEventListener("change", (event) => event.target.files[0] && detect(event.target.files[0]));
$("camera").addEventListener("click", startCamera);
$("capture").addEventListener("click", capture);
$("reset").addEventListener("click", resetLeast);
$("all").addEventListener("input", (event) => {
  event.target.nextElementSibling.textContent = event.target.valueAsNumber.toFixed(2);
  state.classes.forEach((one) => state.least.set(one.name, event.target.valueAsNumber));
  show();
});
$("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  state.token = $("token").value.trim();
  sessionStorage.setItem("token", state.token);
  loadModel().catch(failed);
});
addEventListener("paste", (event) => {
  const file = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  file && detect(file);
});
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", () => document.body.classList.remove("dropping"));
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  event.dataTransfer.files[0] && detect(event.dataTransfer.files[0]);
});

loadModel().catch(failed);
