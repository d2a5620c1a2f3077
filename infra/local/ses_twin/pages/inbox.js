// The inbox's only script: tells the twin that a mail was opened, and keeps the live part of the page current.
const REFRESH_MS = 2000;

const mail = document.getElementById("mail");
if (mail?.dataset.open) {
  fetch(mail.dataset.open, { method: "POST" }).catch(() => console.warn("the open was not recorded"));
}

async function refresh() {
  const live = document.getElementById("live");
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!fresh || fresh.innerHTML === live.innerHTML) return;
  // A replaced link would lose the keyboard's place: give it back to the link with the same target.
  const focused = live.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  live.replaceChildren(...fresh.childNodes);
  if (focused) live.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

async function keepRefreshing() {
  if (!document.hidden) {
    try {
      await refresh();
    } catch {
      console.warn("the twin does not answer; trying again");
    }
  }
  setTimeout(keepRefreshing, REFRESH_MS);
}

if (document.querySelector("[data-refresh]")) setTimeout(keepRefreshing, REFRESH_MS);
