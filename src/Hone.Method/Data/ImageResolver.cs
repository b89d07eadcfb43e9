using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Finds the image that a row of a table names: by its path, beside the table, in the folder named as the table, or by a name that occurs once.</summary>
internal sealed class ImageResolver
{
    private readonly HashSet<string> _images;
    private readonly Dictionary<string, string?> _byName = new(StringComparer.Ordinal);
    private readonly string _beside;
    private readonly string _named;

    public ImageResolver(IReadOnlyList<string> images, string table)
    {
        _images = images.ToHashSet(StringComparer.Ordinal);
        string folder = table.Contains('/') ? table[..(table.LastIndexOf('/') + 1)] : "";
        string name = Path.GetFileName(table);
        _beside = folder;
        _named = $"{folder}{name[..name.IndexOf('.')]}/";
        foreach (string image in images)
        {
            string key = Path.GetFileName(image);
            _byName[key] = _byName.ContainsKey(key) ? null : image;
        }
    }

    public string? Resolve(string? value)
    {
        if (value is null)
        {
            return null;
        }

        string path = value.Replace('\\', '/');
        foreach (string candidate in new[] { _named + path, _beside + path, path })
        {
            if (_images.Contains(candidate))
            {
                return candidate;
            }
        }

        return _byName.GetValueOrDefault(Path.GetFileName(path));
    }

    /// <summary>The text column most of whose values name an image; null when there is none.</summary>
    public string? FindColumn(Frame table) => table.Columns
        .Where(column => column.Kind == ColumnKind.Text)
        .Select(column => (column.Name, Share: Share(column)))
        .Where(found => found.Share >= 0.5)
        .OrderByDescending(found => found.Share)
        .Select(found => found.Name)
        .FirstOrDefault();

    private double Share(FrameColumn column) =>
        column.Count == 0 ? 0 : (double)ProjectDataset.Texts(column).Count(text => Resolve(text) is not null) / column.Count;
}
