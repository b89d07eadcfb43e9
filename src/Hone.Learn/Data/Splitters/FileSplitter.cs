namespace Hone.Learn;

/// <summary>A text file names the validation items, one file name a line; fastai's <c>FileSplitter</c>.</summary>
/// <remarks>Names are compared with the last part of an item's identity. A name that no item has is an error: fastai passes over it.</remarks>
public sealed class FileSplitter : Splitter
{
    private const int NamedFiles = 5;

    private readonly string _path;

    /// <summary>Stores the path; the file is read when items are split.</summary>
    /// <param name="path">The text file; empty lines do not count.</param>
    public FileSplitter(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">The file does not exist or names files that no item has.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (!File.Exists(_path))
        {
            throw new HoneDataException("A file with the names of the validation items, one a line.", "no such file", _path, "check the path");
        }

        var names = new HashSet<string>(File.ReadLines(_path).Select(line => line.Trim()).Where(line => line.Length > 0), StringComparer.Ordinal);
        var unknown = new HashSet<string>(names, StringComparer.Ordinal);
        var train = new List<int>();
        var valid = new List<int>();
        for (int i = 0; i < ids.Count; i++)
        {
            string name = ids[i].Split('/', '\\')[^1];
            List<int> part = names.Contains(name) ? valid : train;
            part.Add(i);
            unknown.Remove(name);
        }

        if (unknown.Count > 0)
        {
            throw new HoneDataException(
                $"Each of {names.Count} names is that of an item.",
                $"{unknown.Count} names of no item: {string.Join(", ", unknown.Order(StringComparer.Ordinal).Take(NamedFiles))}",
                _path,
                "check that the file belongs to these items");
        }

        return new DataSplit(train, valid, []);
    }

    /// <summary>Name and file.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"FileSplitter({Path.GetFileName(_path)})";
}
