using System.Text.RegularExpressions;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Understands raw files as items: what the source says first, what the files show otherwise.</summary>
internal sealed partial class DatasetReader(ProjectData data, Charter charter, DataSource source, CancellationToken cancellationToken)
{
    private static readonly HashSet<string> ImageEndings = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".bmp", ".gif" };
    private static readonly string[] TableEndings = [".csv", ".tsv", ".csv.gz", ".tsv.gz"];
    private static readonly string[] IdNames = ["id", "key", "index", "instant", "rowid"];

    private readonly IReadOnlyList<string> _files = [.. data.Manifest.Files.Select(file => file.Path)];

    public ProjectDataset Read()
    {
        DataKind kind = source.Kind ?? FindKind();
        return kind switch
        {
            DataKind.ImageFolders => InFolders(kind, Images()),
            DataKind.TextFolders => InFolders(kind, Texts()),
            DataKind.ImageMasks => Masks(),
            DataKind.ImageTable => ImageTable(),
            _ => Table(kind),
        };
    }

    private DataKind FindKind()
    {
        bool hasTable = Tables().Length > 0;
        if (Images().Length > 0)
        {
            return hasTable ? DataKind.ImageTable : FindMaskFolders() is not null ? DataKind.ImageMasks : DataKind.ImageFolders;
        }

        if (!hasTable && Texts().Length > 0)
        {
            return DataKind.TextFolders;
        }

        return hasTable
            ? DataKind.Table
            : throw new RawDataException(
                ExitCode.BadInput, "a table (csv, tsv), images or texts", $"{_files.Count} other files: {string.Join(", ", _files.Take(3))}", ProjectData.RawFolder, "unpack or convert them first, then add them");
    }

    private ProjectDataset Table(DataKind kind)
    {
        string path = TablePath();
        Frame table = ReadTable(path);
        string target = charter.Target;
        if (!table.Contains(target))
        {
            throw new RawDataException(
                ExitCode.BadInput, $"a column '{target}', the target of the charter", $"the columns {string.Join(", ", table.Names.Take(20))}", path, "correct the target in hone.json, or choose another table with --table");
        }

        (IReadOnlyList<string> ids, string? key) = IdsOf(table, path);
        string[] without = [.. Enumerable.Range(0, table.RowCount).Where(table[target].IsMissing).Select(row => key is null ? $"row {row}" : ids[row])];
        return new ProjectDataset(kind, ids, table, target, new LabelJoin(table.RowCount - without.Length, without, []));
    }

    private ProjectDataset InFolders(DataKind kind, string[] files)
    {
        RequireSome(files, kind == DataKind.TextFolders ? "texts (.txt)" : "images");
        string?[] labels = [.. files.Select(file => Parent(file))];
        string[] without = [.. files.Where((_, i) => labels[i] is null)];
        Frame columns = Columns(files).With(new CategoricalColumn(ProjectDataset.LabelColumn, labels));
        return new ProjectDataset(kind, files, columns, ProjectDataset.LabelColumn, new LabelJoin(files.Length - without.Length, without, []))
        {
            Paths = [.. files.Select(data.FullPath)],
        };
    }

    private ProjectDataset Masks()
    {
        (string Images, string Masks) folders = source.Folder is string folder && source.MaskFolder is string masks
            ? (folder, masks)
            : FindMaskFolders() ?? throw new RawDataException(
                ExitCode.BadInput, "a folder of images and one of masks", "no folders named images and masks", ProjectData.RawFolder, "name them: --folder images --masks masks");
        string[] images = [.. AllImages().Where(path => IsIn(path, folders.Images))];
        RequireSome(images, $"images in {folders.Images}");

        // An image and its mask have the same path below their folders, whatever the ending.
        Dictionary<string, string> byName = AllImages().Where(path => IsIn(path, folders.Masks)).ToDictionary(path => Stem(path, folders.Masks), StringComparer.Ordinal);
        string[] matched = [.. images.Where(path => byName.ContainsKey(Stem(path, folders.Images)))];
        HashSet<string> used = matched.Select(path => Stem(path, folders.Images)).ToHashSet(StringComparer.Ordinal);
        var join = new LabelJoin(matched.Length, [.. images.Except(matched)], [.. byName.Where(pair => !used.Contains(pair.Key)).Select(pair => pair.Value)]);
        RequireSome(matched, "images with a mask of the same name");
        return new ProjectDataset(DataKind.ImageMasks, matched, Columns(matched), null, join)
        {
            Paths = [.. matched.Select(data.FullPath)],
            MaskPaths = [.. matched.Select(path => data.FullPath(byName[Stem(path, folders.Images)]))],
        };
    }

    private ProjectDataset ImageTable()
    {
        string path = TablePath();
        Frame table = ReadTable(path);
        var resolver = new ImageResolver(AllImages(), path);
        string column = source.FileColumn ?? resolver.FindColumn(table) ?? throw new RawDataException(
            ExitCode.BadInput, "a column with the names of image files", $"none among {string.Join(", ", table.Names.Take(20))}", path, "name it: --file-column NAME");
        string?[] files = [.. ProjectDataset.Texts(table[column]).Select(resolver.Resolve)];
        int[] rows = [.. Enumerable.Range(0, files.Length).Where(row => files[row] is not null)];
        string[] missing = [.. Enumerable.Range(0, files.Length).Where(row => files[row] is null).Select(row => table[column].TextAt(row) ?? $"row {row}")];

        // Images without a row count where others of their folder have one.
        HashSet<string> used = rows.Select(row => files[row]!).ToHashSet(StringComparer.Ordinal);
        HashSet<string> folders = used.Select(Folder).ToHashSet(StringComparer.Ordinal);
        string[] loose = [.. AllImages().Where(image => folders.Contains(Folder(image)) && !used.Contains(image))];
        RequireSome([.. used], $"images that column '{column}' of {path} names");
        Frame known = table.Take(rows);
        string[] ids = [.. rows.Select(row => files[row]!)];
        if (!known.Contains(ProjectDataset.PrefixColumn) && Prefixes(ids) is { } prefixes)
        {
            known = known.With(new CategoricalColumn(ProjectDataset.PrefixColumn, prefixes));
        }

        string? target = known.Contains(charter.Target) ? charter.Target : null;
        string[] unlabelled = target is null ? [] : [.. rows.Select((_, i) => i).Where(known[target].IsMissing).Select(i => ids[i])];
        return new ProjectDataset(DataKind.ImageTable, ids, known, target, new LabelJoin(rows.Length - unlabelled.Length, [.. loose, .. unlabelled], missing))
        {
            Paths = [.. ids.Select(data.FullPath)],
        };
    }

    /// <summary>What the paths say: the file, the part, and what several names have in common.</summary>
    private static Frame Columns(string[] files)
    {
        var columns = new List<FrameColumn> { new CategoricalColumn("file", files) };
        string?[] parts = [.. files.Select(file => file.Split('/')[..^1].Select(PredefinedParts.WordOf).FirstOrDefault(word => word is not null))];
        if (Array.TrueForAll(parts, part => part is not null))
        {
            columns.Add(new CategoricalColumn(ProjectDataset.PartColumn, parts));
        }

        if (Prefixes(files) is { } prefixes)
        {
            columns.Add(new CategoricalColumn(ProjectDataset.PrefixColumn, prefixes));
        }

        return new Frame(columns);
    }

    /// <summary>The name of each file without its number; null where these say nothing: one for all, or hardly any twice.</summary>
    private static string[]? Prefixes(string[] files)
    {
        string[] prefixes = [.. files.Select(file => NumberAtEnd().Match(Path.GetFileNameWithoutExtension(file)) is { Success: true } match ? match.Groups[1].Value : "")];
        int distinct = prefixes.Distinct(StringComparer.Ordinal).Count();
        bool tells = Array.TrueForAll(prefixes, prefix => prefix.Length > 0) && distinct > 1 && distinct * 2 <= prefixes.Length;

        // The name of the class in the file name is the label once more, not an entity.
        bool isLabel = files.Select(Parent).Distinct(StringComparer.Ordinal).Count() == distinct && files.Zip(prefixes).GroupBy(pair => Parent(pair.First)).All(group => group.Select(pair => pair.Second).Distinct().Count() == 1);
        return tells && !isLabel ? prefixes : null;
    }

    private (IReadOnlyList<string> Ids, string? Column) IdsOf(Frame table, string path)
    {
        string? column = source.IdColumn ?? table.Names.FirstOrDefault(name => IdNames.Contains(name, StringComparer.OrdinalIgnoreCase) && IsKey(table[name]));
        if (column is null)
        {
            return ([.. Enumerable.Range(0, table.RowCount).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture))], null);
        }

        if (!table.Contains(column) || !IsKey(table[column]))
        {
            throw new RawDataException(
                ExitCode.BadInput,
                $"a column '{column}' with a different value in every row",
                table.Contains(column) ? $"{table[column].MissingCount} missing and {ProjectDataset.Texts(table[column]).Distinct(StringComparer.Ordinal).Count()} different values in {table.RowCount} rows" : $"the columns {string.Join(", ", table.Names.Take(20))}",
                path,
                "choose another column with --id, or leave it out: rows are numbered then");
        }

        return ([.. ProjectDataset.Texts(table[column]).Select(text => text!)], column);
    }

    private static bool IsKey(FrameColumn column) =>
        column.MissingCount == 0 && ProjectDataset.Texts(column).Distinct(StringComparer.Ordinal).Count() == column.Count;

    private string TablePath()
    {
        if (source.Table is string named)
        {
            return _files.Contains(named) ? named : throw new RawDataException(
                ExitCode.BadInput, $"the table '{named}' among the raw files", $"the tables {string.Join(", ", Tables().Take(10))}", ProjectData.RawFolder, "name it as a path below data/raw: --table");
        }

        string[] tables = Tables();
        return tables.Length == 1 ? tables[0] : throw new RawDataException(
            ExitCode.BadInput, "one table", tables.Length == 0 ? "none" : $"{tables.Length}: {string.Join(", ", tables.Take(10))}", ProjectData.RawFolder, "say which one holds the items: hone data add PATH --table FILE");
    }

    private Frame ReadTable(string path) =>
        Frame.ReadCsv(data.FullPath(path), new CsvOptions { DateFormats = source.DateFormat is string format ? [format] : null }, cancellationToken);

    private (string Images, string Masks)? FindMaskFolders()
    {
        string? masks = AllImages().Select(Folder).Distinct(StringComparer.Ordinal).FirstOrDefault(folder => Path.GetFileName(folder) is "masks" or "mask");
        string? images = AllImages().Select(Folder).Distinct(StringComparer.Ordinal).FirstOrDefault(folder => Path.GetFileName(folder) is "images" or "image");
        return masks is not null && images is not null ? (images, masks) : null;
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Stem(string path, string folder) => Path.ChangeExtension(path[(folder.TrimEnd('/').Length + 1)..], null)!;

    private static string Folder(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    private static string? Parent(string path)
    {
        string name = Path.GetFileName(Folder(path));
        return name.Length == 0 || PredefinedParts.WordOf(name) is not null ? null : name;
    }

    private string[] AllImages() => [.. _files.Where(path => ImageEndings.Contains(Path.GetExtension(path)))];

    private string[] Images() => [.. AllImages().Where(path => source.Folder is null || IsIn(path, source.Folder))];

    private string[] Texts() => [.. _files.Where(path => path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && path.Contains('/') && (source.Folder is null || IsIn(path, source.Folder)))];

    private string[] Tables() => [.. _files.Where(path => TableEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))];

    private void RequireSome(string[] files, string what)
    {
        if (files.Length == 0)
        {
            throw new RawDataException(ExitCode.BadInput, what, $"none among {_files.Count} raw files", ProjectData.RawFolder, "look at 'hone data describe' and name folder or table when adding the data");
        }
    }

    [GeneratedRegex(@"^(.+?)[_\- ]?\d+$")]
    private static partial Regex NumberAtEnd();
}
