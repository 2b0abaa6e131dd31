// "Search or jump to" (Ctrl K or Cmd K): a dialog over the links of the spine and of the page's headings.
// The button `[data-jump]` is hidden until this module runs; the dialog is `<dialog id="jump">` in shell.html.

const dialog = document.getElementById("jump");
const opener = document.querySelector("[data-jump]");

if (dialog && opener) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[data-jump-list]");
  const none = dialog.querySelector("[data-jump-none]");
  opener.hidden = false;

  const links = () => {
    const seen = new Set();
    return [...document.querySelectorAll("#side a[href], #main a.ref[href], #main a.title[href]")].filter((link) => {
      const fresh = !seen.has(link.href);
      seen.add(link.href);
      return fresh;
    });
  };
  const label = (link) =>
    (link.dataset.label ?? [...link.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" ").trim()) ||
    link.textContent.trim();

  const fill = () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    const found = links()
      .map((link) => ({ href: link.href, text: [label(link), link.title].filter(Boolean).join(", ") }))
      .filter(({ text }) => text.toLocaleLowerCase().includes(wanted))
      .slice(0, 12);
    list.replaceChildren(
      ...found.map(({ href, text }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = href;
        link.textContent = text;
        item.append(link);
        return item;
      }),
    );
    none.hidden = found.length > 0;
  };

  const open = () => {
    input.value = "";
    fill();
    dialog.showModal();
  };

  opener.addEventListener("click", open);
  input.addEventListener("input", fill);
  dialog.addEventListener("keydown", (event) => {
    const items = [input, ...list.querySelectorAll("a")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
    else if (event.key === "ArrowUp") items.at((at - 1) % items.length).focus();
    else if (event.key === "Enter" && document.activeElement === input && items[1]) location.assign(items[1].href);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    }
  });
}
