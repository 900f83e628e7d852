// Before the first paint: that scripts run at all, and how this reader likes texts to be shown. Stands in the page itself, so
// that no paint waits for it; the page's policy knows it by its hash. What it sets, `css/site.css` and `js/site.js` act on.
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
