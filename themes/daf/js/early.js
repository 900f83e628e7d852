// As early as can be, and nothing waits for it: how this reader likes texts to be shown, and the faces of the first words. What
// it sets, `css/site.css` and `js/site.js` act on; until it has run, texts are held back for a moment, so that none is shown
// otherwise than its reader wants it. Changes nothing that stands in the page.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  // The faces of the first words. Over a network they are asked for at once, and one that comes late is left for the next page,
  // so that no line moves. A page on a disk may not ask so; there a face is never late for long, and is waited for.
  for (const pair of (document.currentScript?.dataset.faces ?? "").split(";")) {
    const [family, weight, href] = pair.split("=");
    if (!href) continue;
    if (location.protocol.startsWith("http")) document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }));
    else if (!family.includes("Hebrew")) document.fonts.add(new FontFace(family, `url("${href}")`, { weight, display: "swap" }));
  }
  try {
    const kept = JSON.parse(localStorage.getItem("daf:display")) ?? {};
    for (const name of ["view", "layout", "vowels", "cantillation", "translit", "names", "size"]) {
      if (typeof kept[name] === "string") root.dataset[name] = kept[name];
    }
  } catch { /* Storage may be switched off: then everything is as the curriculum shows it. */ }
})();
