// Boxes with class and score on an image.

const COLORS = ["#0072b2", "#d97f00", "#00855f", "#c4408f", "#7a57c7", "#c8412b", "#2f86b8", "#7d7700"];

export const colorOf = (index) => COLORS[Math.max(0, index) % COLORS.length];

/** Draws at the size in which the canvas is seen, so that letters and lines stay sharp and have the same size on every image. */
export function drawDetections(canvas, image, objects, indexOf, selected, window) {
  const width = Math.min(Math.max(image.width, 800), 1600);
  const scale = width / image.width;
  canvas.width = width;
  canvas.height = Math.round(image.height * scale);
  const seen = Math.max(1, canvas.width / (canvas.clientWidth || canvas.width));
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  context.font = `600 ${13 * seen}px system-ui, sans-serif`;
  context.textBaseline = "top";
  for (const object of [...objects].reverse()) {
    const [x, y, w, h] = object.bbox.map((value) => value * scale);
    const color = colorOf(indexOf(object.category));
    context.globalAlpha = selected && object !== selected ? 0.25 : 1;
    context.lineWidth = (object === selected ? 4 : 2) * seen;
    context.strokeStyle = color;
    context.strokeRect(x, y, w, h);
    label(context, `${object.category} ${object.score.toFixed(2)}`, x, y, color, seen, canvas.width);
  }
  context.globalAlpha = 1;
  if (window) {
    dashed(context, window.map((value) => value * scale), seen);
  }
}

/** A part of the image that was looked at: white on black, so that it is seen on any image. */
function dashed(context, [x, y, width, height], seen) {
  for (const [color, dash] of [["#000000", []], ["#ffffff", [8 * seen, 6 * seen]]]) {
    context.lineWidth = 3 * seen;
    context.strokeStyle = color;
    context.setLineDash(dash);
    context.strokeRect(x + 1.5 * seen, y + 1.5 * seen, width - 3 * seen, height - 3 * seen);
  }
  context.setLineDash([]);
}

function label(context, text, x, y, color, seen, right) {
  const width = context.measureText(text).width + 8 * seen;
  const height = 18 * seen;
  const left = Math.max(0, Math.min(x, right - width));
  const top = Math.max(0, y - height);
  context.fillStyle = color;
  context.fillRect(left, top, width, height);
  context.fillStyle = "#ffffff";
  context.fillText(text, left + 4 * seen, top + 2.5 * seen);
}
