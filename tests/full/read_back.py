"""Every GeoJSON and KML of OUT read by OGR: the counts are the manifest's.

read_back.py OUT    (needs the osgeo module: package python3-gdal)
"""
import json
import pathlib
import sys
import xml.etree.ElementTree

from osgeo import gdal, ogr

gdal.UseExceptions()
out = pathlib.Path(sys.argv[1])
# The KML driver that reads by expat; LIBKML of GDAL 3.6 is quadratic.
drivers = {"map.geojson": "GeoJSON", "map.kml": "KML"}
files = {name: 0 for name in drivers}
rows = {name: 0 for name in drivers}
bad = 0


def placemarks(path):
    return sum(element.tag == "{http://www.opengis.net/kml/2.2}Placemark"
               for _, element in xml.etree.ElementTree.iterparse(path))


for edition in ("resident", "professional"):
    manifest = json.loads((out / edition / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        path = out / edition / file["name"]
        if path.name not in drivers:
            continue
        n = placed = 0
        data = gdal.OpenEx(str(path), gdal.OF_VECTOR,
                           allowed_drivers=[drivers[path.name]])
        for i in range(data.GetLayerCount()):
            for feature in data.GetLayer(i):
                geometry = feature.GetGeometryRef()
                n += 1
                placed += geometry is not None and not geometry.IsEmpty()
        if path.name == "map.kml":
            # This driver passes over what has no point: count the elements.
            points, n = n, placemarks(path)
            placed = placed if points == placed else -1
        files[path.name] += 1
        rows[path.name] += n
        if (n, placed) != (file["rows"], file["placed"]):
            bad += 1
            print(f"{path}: OGR reads {n}, {placed} placed; the manifest says "
                  f'{file["rows"]}, {file["placed"]}')

for name in drivers:
    print(f"OGR {gdal.__version__} reads {files[name]} {name} with "
          f"{rows[name]} facilities, as their manifests say" if not bad else
          f"{name}: {rows[name]} facilities, {bad} files differ")
sys.exit(bool(bad) or not files["map.geojson"])
