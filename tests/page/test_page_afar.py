"""A crowd seen from afar: the names that matter most can be read."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import Server, Watched

# Notes what is written on a canvas in a frame: the text and its room on the screen.
WRITTEN = """() => {
  window.written = []
  const write = CanvasRenderingContext2D.prototype.fillText
  CanvasRenderingContext2D.prototype.fillText = function (words, x, y, ...more) {
    const { a, d, e, f } = this.getTransform()
    const size = parseFloat(this.font.match(/([\\d.]+)px/)[1])
    const half = this.measureText(words).width / 2
    const [middle, top] = [a * x + e, d * y + f]
    if (words.length > 1) {
      window.written.push([words, a * size, middle - a * half, middle + a * half, top])
    }
    return write.call(this, words, x, y, ...more)
  }
}"""
FRAME = """() => new Promise((done) => requestAnimationFrame(() => {
  window.written = []
  document.querySelector('.vis-network canvas').dispatchEvent(new WheelEvent('wheel',
    { deltaY: 1, clientX: 600, clientY: 400, bubbles: true, cancelable: true }))
  requestAnimationFrame(() => requestAnimationFrame(() => done(window.written)))
}))"""


def test_from_afar_the_most_important_names_are_read(watched: Watched, page_server: Server) -> None:
    watched.page.add_init_script(f"({WRITTEN})()")
    hits = page_server.get("/api/search", q="label:Affair", limit=150)["hits"]
    hits += page_server.get("/api/search", q="label:Organisation", limit=150)["hits"]
    quiet = min(hits, key=lambda hit: hit["degree"])
    ids = ".".join(hit["id"] for hit in hits)
    watched.page.goto(f"/#/entity/{quiet['id']}?show={ids}")
    watched.draws(len({hit["id"] for hit in hits}))
    expect(watched.see("network")).to_have_attribute("aria-busy", "false")
    written = watched.page.evaluate(FRAME)
    watched.keep("network-far")
    assert 15 < len(written) < 150
    # The one that is selected comes first, whatever its place in the network.
    assert written[0][0].rstrip("…") == quiet["name"][: len(written[0][0].rstrip("…"))]
    assert {round(size) for _, size, *_ in written} == {12}
    for place, (_, size, left, right, top) in enumerate(written):
        for _, _, other_left, other_right, other_top in written[place + 1 :]:
            beside = right <= other_left or other_right <= left
            assert beside or abs(top - other_top) >= size
