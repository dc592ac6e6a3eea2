// Puts options that may be shuffled in an order that hangs on the card and the day: the same on both sides of a card, and
// in the preview. Cards run this where `anki.shuffle_options` is set. Old browsers of Anki have to understand it.
function shuffleOptions(root) {
  var day = Math.floor((Date.now() / 60000 - new Date().getTimezoneOffset() - 240) / 1440); // Anki's begins at four
  root.querySelectorAll(".options.shuffled:not([data-day])").forEach(function (list) {
    list.setAttribute("data-day", day); // once: a script may run again
    var card = list.closest("[data-card]");
    var text = (card ? card.getAttribute("data-card") : "") + " " + day;
    var seed = 2166136261;
    for (var n = 0; n < text.length; n++) seed = Math.imul(seed ^ text.charCodeAt(n), 16777619);
    var items = Array.prototype.slice.call(list.children);
    for (var last = items.length - 1; last > 0; last--) {
      seed = (seed + 0x6d2b79f5) | 0; // mulberry32
      var mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
      var at = ((mixed ^ (mixed >>> 14)) >>> 0) % (last + 1);
      var item = items[last];
      items[last] = items[at];
      items[at] = item;
    }
    items.forEach(function (each) {
      list.appendChild(each);
    });
  });
}
