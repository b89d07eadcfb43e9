using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the data of a ladder from files, with the parts of a frozen split.</summary>
public static class LadderLoader
{
    private const string MaskFolder = "masks";

    private static readonly string[] TableEndings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    /// <summary>Finds the frozen split of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">Its name; null where there is one only.</param>
    /// <exception cref="BaselineException">There is none, or several and no name.</exception>
    public static FrozenSplit SplitOf(Project project, string? name)
    {
        ArgumentNullException.ThrowIfNull(project);
        IReadOnlyList<string> names = project.Splits.Names;
        if (name is not null)
        {
            return project.Splits.Open(name);
        }

        return names.Count == 1
            ? project.Splits.Open(names[0])
            : throw new BaselineException(
                ExitCode.BadInput,
                "one frozen split, or its name",
                names.Count == 0 ? "no frozen split" : $"{names.Count}: {string.Join(", ", names)}",
                System.IO.Path.Combine(project.Directory, "splits"),
                names.Count == 0 ? "make and freeze a split first: a baseline is only worth what its split is" : "name it with --split");
    }

    /// <summary>Reads the data.</summary>
    /// <param name="project">The project: its target, its metric and its <c>data/raw</c>.</param>
    /// <param name="split">The frozen split.</param>
    /// <param name="source">Where and what.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="BaselineException">Nothing is there, the kind cannot be seen, items of the split are missing, or a column is missing.</exception>
    /// <exception cref="HoneException">A file cannot be read; the message names it.</exception>
    public static LadderTask Load(Project project, FrozenSplit split, LadderSource? source = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        source ??= new LadderSource();
        if (ImageTableLoader.Serves(project, source))
        {
            return ImageTableLoader.Load(project, split, source, cancellationToken);
        }

        string path = source.Path ?? System.IO.Path.Combine(project.Directory, "data", "raw");
        if (source.Path is null)
        {
            LadderHints hints = LadderHints.Of(project);
            path = System.IO.Path.Combine(path, hints.Table ?? hints.Folder ?? "");
            source = source with { IdColumn = source.IdColumn ?? hints.IdColumn };
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new BaselineException(ExitCode.BadInput, "a data file or a data folder", "nothing there", path, "name it: hone baseline PATH");
        }

        bool mayBeTable = source.Kind is null or LadderKind.Table or LadderKind.Ratings or LadderKind.Time || source.TextColumn is not null;
        if (mayBeTable && Directory.Exists(path) && TableIn(path) is string table)
        {
            path = table;
        }

        return File.Exists(path)
            ? LoadTable(project, split, source, path, cancellationToken)
            : LoadFolder(project, split, source, path, cancellationToken);
    }

    private static string? TableIn(string folder)
    {
        string[] tables = [.. Directory.EnumerateFiles(folder)
            .Where(IsTable)
            .Where(file => !System.IO.Path.GetFileName(file).Contains("submission", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        string[] train = [.. tables.Where(file => System.IO.Path.GetFileName(file).StartsWith("train", StringComparison.OrdinalIgnoreCase))];
        return tables.Length == 1 ? tables[0] : train.Length == 1 ? train[0] : null;
    }

    private static bool IsTable(string path) => TableEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static LadderTask LoadTable(Project project, FrozenSplit split, LadderSource source, string path, CancellationToken cancellationToken)
    {
        Frame frame = Frame.ReadCsv(path, cancellationToken: cancellationToken);
        (LadderRows rows, string? idColumn) = RowsOf(split, frame, source.IdColumn, path);
        string target = project.Charter.Target;
        string metric = project.Charter.Metric;
        LadderKind kind = source.Kind
            ?? (source.TextColumn is not null ? LadderKind.Text
            : source.TimeColumn is not null ? LadderKind.Time
            : source.UserColumn is not null || source.ItemColumn is not null ? LadderKind.Ratings
            : LadderKind.Table);
        return kind switch
        {
            LadderKind.Table => TableLadder.Of(frame, target, metric, rows, idColumn is null ? null : [idColumn]),
            LadderKind.Ratings => RatingsLadder.Of(frame, Named(source.UserColumn, "--user"), Named(source.ItemColumn, "--item"), target, metric, rows),
            LadderKind.Time => TimeLadder.Of(frame, target, Named(source.TimeColumn, "--time"), metric, rows, source.GroupColumn),
            LadderKind.Text => TextOf(frame, Named(source.TextColumn, "--text"), target, metric, rows),
            _ => throw new BaselineException(ExitCode.Usage, "a folder of pictures", "a table", path, "name the folder that holds the pictures"),
        };
    }

    private static string Named(string? column, string option) => column
        ?? throw new BaselineException(ExitCode.Usage, $"the column after {option}", "none", "hone baseline", "hone baseline --help shows an example");

    private static TextLadder TextOf(Frame frame, string text, string target, string metric, LadderRows rows)
    {
        LadderTargets targets = TableLadder.TargetsOf(frame, target, metric, rows);
        if (!frame.Contains(text) || !targets.IsOfClasses)
        {
            throw new BaselineException(
                ExitCode.BadInput, $"a column '{text}' and a metric of classes", $"the columns {string.Join(", ", frame.Names.Take(12))}; metric {metric}", "the table", "name the column of texts with --text");
        }

        string[] texts = [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[text].TextAt(row) ?? "")];
        var labels = new string[frame.RowCount];
        foreach (int row in rows.Train.Concat(rows.Valid))
        {
            labels[row] = frame[target].TextAt(row)!;
        }

        return TextLadder.Of(texts, labels, rows);
    }

    /// <summary>The rows of a split by the id column, by the first column that holds its ids, or by row numbers from 0 or from 1.</summary>
    private static (LadderRows Rows, string? IdColumn) RowsOf(FrozenSplit split, Frame frame, string? idColumn, string path)
    {
        if (idColumn is not null && !frame.Contains(idColumn))
        {
            throw new BaselineException(ExitCode.BadInput, $"an id column '{idColumn}'", $"the columns {string.Join(", ", frame.Names.Take(12))}", path, "correct --id");
        }

        string[] columns = idColumn is null ? [.. frame.Names] : [idColumn];
        string first = split.Split.Ids[0];
        foreach (string name in columns)
        {
            string[] ids = [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[name].TextAt(row) ?? "")];
            if (idColumn is not null || (ids.Contains(first) && split.Split.Ids.All(ids.ToHashSet(StringComparer.Ordinal).Contains)))
            {
                return (LadderRows.Of(split, ids, $"{path}, column '{name}'"), name);
            }
        }

        int start = split.Split.Ids.Contains("0") ? 0 : 1;
        string[] numbers = [.. Enumerable.Range(start, frame.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))];
        return (LadderRows.Of(split, numbers, path), null);
    }

    private static LadderTask LoadFolder(Project project, FrozenSplit split, LadderSource source, string folder, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> images = FolderFiles.GetImageFiles(folder);
        string[] masks = [.. images.Where(path => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)) == MaskFolder)];
        IReadOnlyList<string> texts = FolderFiles.GetTextFiles(folder);
        LadderKind? seen = masks.Length > 0 ? LadderKind.Masks : images.Count > 0 ? LadderKind.Images : texts.Count > 0 ? LadderKind.Text : null;
        LadderKind kind = source.Kind ?? seen ?? throw new BaselineException(
            ExitCode.BadInput,
            "one table (or one that begins with 'train'), pictures, texts, or a folder 'masks'",
            $"{Directory.EnumerateFiles(folder).Count(IsTable)} tables, {images.Count} pictures, {texts.Count} texts",
            folder,
            "name the file or folder: hone baseline PATH");
        IReadOnlyList<string> files = kind switch
        {
            LadderKind.Masks => masks,
            LadderKind.Text => texts,
            LadderKind.Images => images,
            _ => throw new BaselineException(ExitCode.BadInput, "one table", $"a folder with {Directory.EnumerateFiles(folder).Count(IsTable)} tables", folder, "name the file: hone baseline FILE"),
        };
        string[] ids = IdsOf(split, folder, files, images);
        LadderRows rows = LadderRows.Of(split, ids, folder);
        string[] labels = [.. files.Select(file => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)!))];
        return kind switch
        {
            LadderKind.Masks => MaskLadder.Of(index => ImageFile.Read(files[index]).Image, project.Charter.Metric, rows, source.IgnoredClass),
            LadderKind.Images => ImageLadder.Of(index => ImageFile.Read(files[index]).Image, labels, rows, cancellationToken),
            _ => TextLadder.Of(Read(files, rows), labels, rows),
        };
    }

    // Texts of the test part are not read.
    private static string[] Read(IReadOnlyList<string> files, LadderRows rows)
    {
        var texts = new string[files.Count];
        foreach (int index in rows.Train.Concat(rows.Valid))
        {
            try
            {
                texts[index] = File.ReadAllText(files[index]);
            }
            catch (Exception exception) when (DiskErrors.IsDisk(exception))
            {
                throw new BaselineException(ExitCode.BadInput, "a text that can be read", exception.Message, files[index], "look at the file", exception);
            }
        }

        return texts;
    }

    /// <summary>Paths below the folder, with or without their ending, or names alone: whichever the split knows. A mask may go by the path of its picture.</summary>
    private static string[] IdsOf(FrozenSplit split, string folder, IReadOnlyList<string> files, IReadOnlyList<string> images)
    {
        string[] paths = [.. files.Select(file => Below(folder, file))];
        Dictionary<string, string> pictures = images
            .Select(image => Below(folder, image))
            .GroupBy(path => System.IO.Path.ChangeExtension(path, null), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        string[][] candidates =
        [
            paths,
            [.. paths.Select(path => pictures.GetValueOrDefault(PictureOf(path), path))],
            [.. paths.Select(PictureOf)],
            [.. paths.Select(path => System.IO.Path.ChangeExtension(path, null))],
            [.. files.Select(file => System.IO.Path.GetFileName(file))],
            [.. files.Select(file => System.IO.Path.GetFileNameWithoutExtension(file))],
        ];
        string first = split.Split.Ids[0];
        return candidates.FirstOrDefault(ids => ids.Contains(first)) ?? paths;
    }

    private static string Below(string folder, string file) => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/');

    // train/masks/a.png -> train/images/a
    private static string PictureOf(string mask) =>
        System.IO.Path.ChangeExtension($"/{mask}".Replace($"/{MaskFolder}/", "/images/", StringComparison.Ordinal)[1..], null);
}
