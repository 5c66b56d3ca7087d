"""Draws the strokes of a simple SVG with Pillow, which reads none itself."""

import re
from functools import cache
from itertools import pairwise

from PIL import Image, ImageDraw


@cache
def line_art(svg: str, scale: float) -> Image.Image:
    """The strokes of an SVG as a mask, drawn six times as large and scaled down to be smooth."""
    left, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())
    fine = 6 * scale
    pen = round(float(re.search(r'stroke-width="([^"]+)"', svg)[1]) * fine)
    sheet = Image.new("L", (round(width * fine), round(height * fine)))
    draw = ImageDraw.Draw(sheet)
    for line in strokes(" ".join(re.findall(r' d="([^"]+)"', svg))):
        points = [((x - left) * fine, (y - top) * fine) for x, y in line]
        draw.line(points, 255, pen)
        for point in points:  # round ends and joints
            draw.circle(point, pen / 2, 255)
    return sheet.resize((round(width * scale), round(height * scale)), Image.Resampling.BOX)


def strokes(path: str) -> list[list[tuple[float, float]]]:
    """The lines of an SVG path made of M, H, C, Q and Z; its curves as chains of points."""
    lines = []
    for command, text in re.findall(r"([MHCQZ])([^MHCQZ]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if command == "M":
            lines.append(points)
        elif command == "H":
            lines[-1].append((numbers[0], lines[-1][-1][1]))
        elif command == "Z":
            lines[-1].append(lines[-1][0])
        else:
            degree = {"Q": 2, "C": 3}[command]
            for n in range(0, len(points), degree):
                control = [lines[-1][-1], *points[n : n + degree]]
                lines[-1] += [bezier(control, step / 16) for step in range(1, 17)]
    return lines


def bezier(points, t: float) -> tuple[float, float]:
    """The point at `t` on the curve with these control points, by de Casteljau's construction."""
    while len(points) > 1:
        points = [
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for (x0, y0), (x1, y1) in pairwise(points)
        ]
    return points[0]
