import type { PDFPageProxy } from "pdfjs-dist";

/** Draws a page of a PDF as wide as what the canvas stands in. */
export async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement): Promise<void> {
  const width = canvas.parentElement?.clientWidth ?? 800;
  const ratio = Math.min(window.devicePixelRatio || 1, 2.5);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (width / natural.width) * ratio });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
  await page.render({ canvas, viewport }).promise;
}
