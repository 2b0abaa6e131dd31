// Writes by script beside the forms of a page: each by a form of its own, marked as one that rolls back or goes again by
// itself instead of being sent again by saved.js.

export function ownForm() {
  const form = document.createElement("form");
  form.hidden = true;
  form.dataset.rollsBack = "";
  return form;
}

// Resolves to the finished request, null if there was none. `heard` gets the answer before htmx does (htmx:beforeOnLoad).
// The token goes in a header: what is sent says the same before and after a sign-in, and the server knows it again.
export async function post(form, url, values, { target = form, swap = "none", key, heard } = {}) {
  const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value, ...(key && { "X-Request-Key": key }) };
  const ends = new AbortController();
  let xhr = null;
  form.addEventListener("htmx:afterRequest", ({ detail }) => (xhr = detail.xhr), ends);
  if (heard) form.addEventListener("htmx:beforeOnLoad", heard, ends);
  if (!form.isConnected) document.body.append(form);
  try {
    await window.htmx.ajax("POST", url, { source: form, target, swap, values, headers });
  } catch {
    // The caller sees the status of the request, 0 where the server was not reached.
  }
  ends.abort();
  return xhr;
}
