using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Facial key points: 4,232 faces of 96x96 pixels from videos, 68 points each.</summary>
/// <remarks>All 347 people of the original test part are in its training part too: split by <see cref="FaceImage.Person"/>.</remarks>
public static class FaceKeypoints
{
    private const int Numbers = 136;
    private const string Root = "face-keypoints/";

    /// <summary>Side of each image in pixels.</summary>
    public const int Size = 96;

    /// <summary>Finds, checks and lists the faces; they stay encoded.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The faces that have points, in ordinal order of their paths.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, its content is another one, or a row of points does not fit.</exception>
    public static IReadOnlyList<FaceImage> Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        Dictionary<string, ArchiveEntry> entries = ArchivedDataset.Read(DatasetCatalog.FaceKeypoints, options, cancellationToken).ToDictionary(entry => entry.Name);
        var faces = new List<FaceImage>();
        faces.AddRange(ReadPart(entries, "training", FolderPart.Train));
        faces.AddRange(ReadPart(entries, "test", FolderPart.Test));
        faces.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return faces;
    }

    private static IEnumerable<FaceImage> ReadPart(Dictionary<string, ArchiveEntry> entries, string part, FolderPart folder)
    {
        string table = $"{Root}{part}.csv";
        using var text = new StringReader(Encoding.UTF8.GetString(Find(entries, table, "the archive").Content.Span));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            string where = $"{table}, row {csv.Parser.Row}";
            var points = new float[Numbers];
            for (int i = 0; i < Numbers; i++)
            {
                if (!csv.TryGetField(i + 2, out float value))
                {
                    throw new HoneDataException($"A row has a file, a person and {Numbers} numbers.", $"no number in column {i + 3}", where, "fetch the archive again");
                }

                points[i] = value;
            }

            string id = $"{Root}{part}/{csv.GetField(0)}";
            yield return new FaceImage(id, folder, csv.GetField(1)!, points, Find(entries, id, where).Content);
        }
    }

    private static ArchiveEntry Find(Dictionary<string, ArchiveEntry> entries, string name, string where) =>
        entries.TryGetValue(name, out ArchiveEntry? entry) ? entry : throw new HoneDataException($"The archive holds {name}.", "no such file", where, "fetch the archive again");
}
