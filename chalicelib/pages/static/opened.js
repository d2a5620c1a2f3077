// Tells Suivi, once, that a person has the review form before their eyes: the page was visible for two seconds, or was
// touched, clicked or typed into. A scanner that only fetches the link does neither.
(() => {
  "use strict";

  const VISIBLE_MILLISECONDS = 2000;
  const INTERACTIONS = ["pointerdown", "keydown", "input"];
  let told = false;
  let timer;

  function tell() {
    if (told) return;
    told = true;
    clearTimeout(timer);
    const nonce = document.querySelector('input[name="page_nonce"]');
    const body = new URLSearchParams({ page_nonce: nonce ? nonce.value : "" });
    const address = window.location.pathname.replace(/\/+$/, "") + "/opened";
    // Losing this message must not disturb the customer; submitting the form says the same.
    fetch(address, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  function countVisibleTime() {
    clearTimeout(timer);
    if (!told && document.visibilityState === "visible") timer = setTimeout(tell, VISIBLE_MILLISECONDS);
  }

  function tellIfReal(event) {
    if (event.isTrusted) tell();
  }

  for (const interaction of INTERACTIONS) document.addEventListener(interaction, tellIfReal, { passive: true });
  document.addEventListener("visibilitychange", countVisibleTime);
  countVisibleTime();

  const problems = document.querySelector(".problems");
  if (problems) problems.focus();
})();
