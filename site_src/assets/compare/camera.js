/** Reads QR codes from the camera. Loaded, and the camera asked for, only when someone starts it; nothing is stored. */

import "../common-chunk.js";
import { bring } from "../lib/site-update.js";

const PAUSE = 150; // milliseconds between two pictures
const LARGEST = 1280; // pixels of a picture's longer side: a code of 500 characters needs some 120 modules

/**
 * @typedef {(video: HTMLVideoElement) => Promise<string>} Reader the text of the code in the picture, or an empty one
 * @typedef {{detect: (source: HTMLVideoElement) => Promise<{rawValue: string}[]>}} Detector
 * @typedef {{new (options: {formats: string[]}): Detector, getSupportedFormats: () => Promise<string[]>}} DetectorKind
 */

/**
 * Starts the camera and calls `found` for each code that was not there a moment before.
 *
 * @param {HTMLVideoElement} video shows what the camera sees
 * @param {(text: string) => Promise<void>} found
 * @param {AbortSignal} signal stops the camera, also while it starts
 */
export async function scan(video, found, signal) {
  const read = await reader();
  const wish = { facingMode: "environment", width: { ideal: LARGEST } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: wish });
  const stopped = new Promise((resolve) => {
    const stop = () => resolve(halt(stream, video));
    signal.aborted ? stop() : signal.addEventListener("abort", stop);
  });
  if (signal.aborted) {
    return;
  }
  video.muted = true;
  video.srcObject = stream;
  try {
    await Promise.race([video.play(), stopped]); // a picture that is not shown any more may never play
  } catch (error) {
    halt(stream, video);
    throw error;
  }
  void watch(video, read, found, signal);
}

/** @param {MediaStream} stream @param {HTMLVideoElement} video */
function halt(stream, video) {
  stream.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

/** @param {HTMLVideoElement} video @param {Reader} read @param {(text: string) => Promise<void>} found @param {AbortSignal} signal */
async function watch(video, read, found, signal) {
  let last = "";
  while (!signal.aborted) {
    const text = await read(video).catch(() => "");
    if (!signal.aborted && text && text !== last) {
      last = text;
      await found(text);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** The browser's own reader where it has one for QR codes, else that of a library. @returns {Promise<Reader>} */
async function reader() {
  const { BarcodeDetector: Kind } = /** @type {{BarcodeDetector?: DetectorKind}} */ (
    /** @type {unknown} */ (window)
  );
  const formats = (await Kind?.getSupportedFormats().catch(() => [])) ?? [];
  if (Kind && formats.includes("qr_code")) {
    const detector = new Kind({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  }
  const { default: decode } = await bring(() => import("qr/decode.js"));
  const canvas = document.createElement("canvas");
  return async (video) => decode(pictureOf(video, canvas));
}

/** @param {HTMLVideoElement} video @param {HTMLCanvasElement} canvas */
function pictureOf(video, canvas) {
  const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight].map((side) =>
    Math.round(side * scale),
  );
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
