// Added to every page by `serve` alone: loads the page again when the site was built again, and shows why it was not.
(() => {
  const events = new EventSource("/-/events");
  let built = "";

  events.addEventListener("message", (event) => {
    const { version, problem } = JSON.parse(event.data);
    if (built && built !== version) {
      location.reload();
    }
    built = version;
    show(problem);
  });

  function show(problem) {
    document.getElementById("build-problem")?.remove();
    if (!problem) {
      return;
    }
    const box = document.createElement("div");
    box.id = "build-problem";
    box.lang = "en";
    box.dir = "ltr";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:fixed;inset:0;z-index:2147483647;overflow:auto;padding:2rem;background:#1b1b1f;color:#f4f4f6;" +
      "font:16px/1.5 system-ui,sans-serif";
    const title = document.createElement("h1");
    title.style.cssText = "margin:0 0 1rem;font-size:1.25rem;color:#ffb4a9";
    title.textContent = "The site was not built";
    const text = document.createElement("pre");
    text.style.cssText =
      "margin:0;white-space:pre;font:14px/1.5 ui-monospace,monospace;color:inherit;background:none";
    text.textContent = problem;
    const note = document.createElement("p");
    note.textContent = "This page comes back when the file is saved without the mistake.";
    box.append(title, text, note);
    document.body.append(box);
  }
})();
