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

    public DataKind Kind => source.Kind ?? FindKind();

    public ProjectDataset Read() => Kind switch
    {
        DataKind.ImageFolders => InFolders(DataKind.ImageFolders, Images()),
        DataKind.TextFolders => InFolders(DataKind.TextFolders, Texts()),
        DataKind.ImageMasks => Masks(),
        DataKind.ImageTable => ImageTable(),
        DataKind other => Table(other),
    };

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
        if (HasPoints)
        {
            return PointTable(kind, table, path);
        }

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

    private ProjectDataset PointTable(DataKind kind, Frame table, string path)
    {
        (IReadOnlyList<string> ids, string? key) = IdsOf(table, path);
        IReadOnlyList<string> targets = TargetColumns.Find(table, source.Targets, [key], path);
        string[] without = [.. Enumerable.Range(0, table.RowCount).Where(row => targets.Any(name => table[name].IsMissing(row))).Select(row => key is null ? $"row {row}" : ids[row])];
        return new ProjectDataset(kind, ids, table, null, new LabelJoin(table.RowCount - without.Length, without, [])) { Targets = targets };
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
        string[] paths = ImageTablePaths();
        Frame[] tables = [.. paths.Select(ReadTable)];
        if (paths.Length > 1)
        {
            RequireSameColumns(paths, tables);
        }

        // A name is resolved beside its own table; ids are paths, which no two tables share.
        ImageResolver[] resolvers = [.. paths.Select(path => new ImageResolver(AllImages(), path))];
        string where = string.Join(", ", paths);
        string column = source.FileColumn ?? resolvers.Zip(tables).Select(pair => pair.First.FindColumn(pair.Second)).FirstOrDefault(name => name is not null) ?? throw new RawDataException(
            ExitCode.BadInput, "a column with the names of image files", $"none among {string.Join(", ", tables[0].Names.Take(20))}", where, "name it: --file-column NAME");
        Frame table = StackedFrames.Of(tables);
        string?[] files = [.. resolvers.Zip(tables).SelectMany(pair => ProjectDataset.Texts(pair.Second[column]).Select(pair.First.Resolve))];
        int[] rows = [.. Enumerable.Range(0, files.Length).Where(row => files[row] is not null)];
        string[] missing = [.. Enumerable.Range(0, files.Length).Where(row => files[row] is null).Select(row => table[column].TextAt(row) ?? $"row {row}")];

        // Images without a row count where others of their folder have one.
        HashSet<string> used = rows.Select(row => files[row]!).ToHashSet(StringComparer.Ordinal);
        HashSet<string> folders = used.Select(Folder).ToHashSet(StringComparer.Ordinal);
        string[] loose = [.. AllImages().Where(image => folders.Contains(Folder(image)) && !used.Contains(image))];
        RequireSome([.. used], $"images that column '{column}' of {where} names");
        string[] ids = [.. rows.Select(row => files[row]!)];
        RequireOnce(ids, used.Count, where);
        Frame known = WithParts(table, PartsOf(paths, tables)).Take(rows);
        if (!known.Contains(ProjectDataset.PrefixColumn) && Prefixes(ids) is { } prefixes)
        {
            known = known.With(new CategoricalColumn(ProjectDataset.PrefixColumn, prefixes));
        }

        IReadOnlyList<string> targets = HasPoints
            ? TargetColumns.Find(known, source.Targets, [source.IdColumn, column], where)
            : known.Contains(charter.Target) ? [charter.Target] : [];
        string[] unlabelled = [.. Enumerable.Range(0, ids.Length).Where(row => targets.Any(name => known[name].IsMissing(row))).Select(row => ids[row])];
        return new ProjectDataset(DataKind.ImageTable, ids, known, targets.Count == 1 ? targets[0] : null, new LabelJoin(rows.Length - unlabelled.Length, [.. loose, .. unlabelled], missing))
        {
            Targets = targets,
            Paths = [.. ids.Select(data.FullPath)],
        };
    }

    /// <summary>Whether several numbers are predicted; a charter that says another kind of target contradicts columns that were named.</summary>
    private bool HasPoints
    {
        get
        {
            if (source.Targets is not null && charter.TargetKind is not (null or TargetKind.Points))
            {
                throw new RawDataException(
                    ExitCode.Usage,
                    $"one column '{charter.Target}', because the charter predicts a {charter.TargetKind.Value.ToString().ToLowerInvariant()}",
                    $"target columns '{source.Targets}'",
                    "data/source.json",
                    "make the project with --predicts points, or leave --targets out");
            }

            return charter.TargetKind == TargetKind.Points || source.Targets is not null;
        }
    }

    /// <summary>The table that was named; else the only one, or all of them where they have the same columns.</summary>
    private string[] ImageTablePaths()
    {
        string[] tables = source.Table is null ? [.. Tables().Where(path => !Path.GetFileName(path).Contains("submission", StringComparison.OrdinalIgnoreCase))] : [];
        return tables.Length > 0 ? tables : [TablePath()];
    }

    private static void RequireSameColumns(string[] paths, Frame[] tables)
    {
        int other = Array.FindIndex(tables, table => !table.Names.SequenceEqual(tables[0].Names));
        if (other >= 0)
        {
            throw new RawDataException(
                ExitCode.BadInput,
                "one table, or several with the same columns, which are read together",
                $"{paths.Length}: {paths[0]} with {tables[0].Columns.Count} columns ({string.Join(", ", tables[0].Names.Take(5))}), {paths[other]} with {tables[other].Columns.Count} ({string.Join(", ", tables[other].Names.Take(5))})",
                ProjectData.RawFolder,
                "say which one holds the items: hone data add PATH --table FILE");
        }
    }

    private static void RequireOnce(string[] ids, int different, string where)
    {
        if (different != ids.Length)
        {
            string[] twice = [.. ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key} ({group.Count()} rows)")];
            throw new RawDataException(
                ExitCode.BadInput, "one row for each image", $"{twice.Length} images with several: {string.Join(", ", twice.Take(3))}", where, "name one table with --table, or leave one row for each image");
        }
    }

    /// <summary>The part of each row where the names of the tables say it, such as training.csv and test.csv; null where they do not.</summary>
    private static string[]? PartsOf(string[] paths, Frame[] tables)
    {
        string?[] words = [.. paths.Select(path => PredefinedParts.WordOf(Path.GetFileName(path).Split('.')[0]))];
        return paths.Length > 1 && Array.TrueForAll(words, word => word is not null)
            ? [.. words.Zip(tables).SelectMany(pair => Enumerable.Repeat(pair.First!, pair.Second.RowCount))]
            : null;
    }

    private static Frame WithParts(Frame table, string[]? parts) => parts is null || table.Contains(ProjectDataset.PartColumn)
        ? table
        : table.With(new CategoricalColumn(ProjectDataset.PartColumn, parts));

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
