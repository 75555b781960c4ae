// What the refinement did to the score of an object: a table of what it looked at.

const SOURCES = {
  head: "The detector's own scores",
  closeness: "Objects nearby",
  multi_object: "Window",
  bias: "Constant",
};
const PERCENT = (share) => `${Math.round(100 * share)} %`;

/** Whether a refinement changed a score so that one sees it. */
export const isMoved = (object) => Boolean(object.refinement) && Math.abs(object.score - object.refinement.score_before) >= 0.005;

/** "0.41 to 0.73", or the score alone where nothing changed it. */
export const scoreText = (object) => (isMoved(object) ? `${object.refinement.score_before.toFixed(2)} → ${object.score.toFixed(2)}` : object.score.toFixed(2));

/** How many objects a threshold shows, and how many it hides, because of the refinement. */
export function effect(objects, leastOf) {
  const told = objects.filter((object) => object.refinement);
  const before = (object) => object.refinement.score_before >= leastOf(object);
  const after = (object) => object.score >= leastOf(object);
  return { shown: told.filter((o) => after(o) && !before(o)).length, hidden: told.filter((o) => before(o) && !after(o)).length };
}

/** Fills a place with what is known of an object; `look(window)` is called with the window that a user points at, or null. */
export function explain(place, object, look) {
  const told = object?.refinement;
  place.hidden = !told;
  if (!told) {
    return;
  }
  const title = document.createElement("h2");
  title.textContent = "What the refinement did";
  const change = document.createElement("p");
  change.className = "change";
  change.textContent = told.inputs.length === 0
    ? `${object.category}: ${object.score.toFixed(3)}. It did not look at this object.`
    : `${object.category}: ${told.score_before.toFixed(3)} before, ${object.score.toFixed(3)} after. What it looked at, and by how much each multiplied the score:`;
  const list = document.createElement("ul");
  list.className = "inputs";
  list.append(...told.inputs.map((input, index) => row(input, name(told.inputs, index), look)));
  place.replaceChildren(title, change, list);
}

function name(inputs, index) {
  const { source } = inputs[index];
  const own = inputs.filter((input) => input.source === source);
  const said = SOURCES[source] ?? source;
  if (own.length === 1) {
    return said;
  }
  const at = own.indexOf(inputs[index]);
  const extent = at === 0 ? ", the object" : at === own.length - 1 ? ", the whole image" : "";
  return `${said} ${at + 1}${extent}`;
}

function row(input, text, look) {
  const button = document.createElement("button");
  button.type = "button";
  const label = document.createElement("span");
  label.textContent = text;
  const factor = document.createElement("span");
  factor.className = "factor";
  factor.textContent = `× ${input.factor.toFixed(2)}`;
  const bar = document.createElement("span");
  bar.className = "bar";
  const strength = Math.min(1, Math.abs(Math.log(input.factor)) / Math.log(4)); // four times, or a quarter, fills its half
  const fill = document.createElement("span");
  fill.className = input.factor >= 1 ? "for" : "against";
  fill.style.width = `${50 * strength}%`;
  bar.append(fill);
  const seen = document.createElement("span");
  seen.className = "quiet seen";
  seen.textContent = input.classes.filter((one) => one.share >= 0.05).map((one) => `${one.category} ${PERCENT(one.share)}`).join(", ");
  button.append(label, factor, bar, seen);
  for (const event of ["mouseenter", "focus", "click"]) {
    button.addEventListener(event, () => look(input.source === "bias" ? null : input.window));
  }
  for (const event of ["mouseleave", "blur"]) {
    button.addEventListener(event, () => look(null));
  }
  const item = document.createElement("li");
  item.append(button);
  return item;
}
