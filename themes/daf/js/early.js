// Before the first paint: that scripts run at all, and how this reader likes texts to be shown. Stands in the page itself, so
// that no paint waits for it; the page's policy knows it by its hash. What it sets, `css/site.css` and `js/site.js` act on.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  // The faces of the first words are asked for at once, so that they are there for the first paint. A page on a disk may not.
  if (location.protocol.startsWith("http")) {
    for (const href of (document.currentScript?.dataset.fonts ?? "").split(" ").filter(Boolean)) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }));
    }
  }
  try {
    const kept = JSON.parse(localStorage.getItem("daf:display")) ?? {};
    for (const name of ["view", "layout", "vowels", "cantillation", "translit", "names", "size"]) {
      if (typeof kept[name] === "string") root.dataset[name] = kept[name];
    }
  } catch { /* Storage may be switched off: then everything is as the curriculum shows it. */ }
})();
