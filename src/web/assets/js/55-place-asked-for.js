// The place on a page to which a link led, such as the decision that a mail is about: no server hears of it, so a reader who has to sign in
// first carries it along to the page after.
(() => {
  document.addEventListener('DOMContentLoaded', () => {
    const place = location.hash;
    const next = document.querySelector('.sign-in-form input[name=next]');
    if (place.length < 2 || !next || next.value.length < 2 || next.value.includes('#')) return;
    next.value += place;
    const single = document.querySelector('.sso-way a[href*="?next="]');
    if (single) single.href += encodeURIComponent(place);
  });
})();
