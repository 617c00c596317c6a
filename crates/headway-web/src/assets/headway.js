// Forms and links marked data-swap="id" fetch their own address and swap one element. Anything unexpected is a full load.
"use strict";
(() => {
  const live = document.getElementById("announcer");
  const swap = async (id, url, options) => {
    const old = document.getElementById(id);
    const answer = await fetch(url, { ...options, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id);
    if (!old || !fresh) throw new Error("nothing to swap");
    old.replaceWith(fresh);
    document.title = page.title;
    if (answer.url !== location.href && answer.ok) history.pushState(null, "", answer.url);
    const problem = fresh.querySelector("[data-focus], [aria-invalid=true]");
    const target = problem || fresh.querySelector("h1, h2, h3") || fresh;
    if (!target.matches("a, input, textarea, select, button")) target.tabIndex = -1;
    target.focus();
    if (live) live.textContent = (fresh.querySelector("[role=status]") || target).textContent.trim();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const id = form.dataset.swap;
    if (!id || event.defaultPrevented) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const get = form.method !== "post";
    const url = get ? form.action.split("?")[0] + "?" + body : form.action;
    swap(id, url, get ? {} : { method: "POST", body }).catch(() => {
      delete form.dataset.swap;
      form.requestSubmit(event.submitter);
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    swap(link.dataset.swap, link.href, {}).catch(() => location.assign(link.href));
  });
  addEventListener("popstate", () => location.reload());
})();
