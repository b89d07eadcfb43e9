using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the inputs of a project, one by one, with the parts of a frozen split.</summary>
public static class InputLoader
{
    /// <summary>The name of the input that holds the columns of a table beside pictures or texts.</summary>
    public const string TableInput = "table";

    /// <summary>Reads the data.</summary>
    /// <param name="project">The project: its target, its metric and its data.</param>
    /// <param name="split">The frozen split.</param>
    /// <param name="source">A table elsewhere, its id column, a column of texts, and columns to leave out.</param>
    /// <param name="groups">Columns that belong together; null groups by kind, or takes the whole table as one input beside pictures or texts.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="BaselineException">There is one input only, or a column or an item of the split is missing.</exception>
    /// <exception cref="HoneException">A file cannot be read; the message names it.</exception>
    public static InputTask Load(
        Project project, FrozenSplit split, LadderSource? source = null, IReadOnlyList<InputColumns>? groups = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        source ??= new LadderSource();
        (Frame frame, LadderRows rows, string? idColumn, ProjectDataset? data) = Read(project, split, source, cancellationToken);
        TableLadder.RequireColumns(frame, project.Charter.Target, source.Drop);
        string[] leftOut = [.. new[] { idColumn }.OfType<string>(), .. source.Drop];
        var media = new List<InputColumns>();
        if (data?.Kind == DataKind.ImageTable)
        {
            (frame, InputColumns pictures) = InputTask.WithPictures(frame, row => ImageFile.Read(data.Paths![row]).Image, rows, cancellationToken);
            media.Add(pictures);
        }

        if (source.TextColumn is string text)
        {
            if (!frame.Contains(text))
            {
                throw new BaselineException(ExitCode.BadInput, $"a column '{text}'", $"the columns {string.Join(", ", frame.Names.Take(12))}", "--text", "name the column of texts");
            }

            (frame, InputColumns words) = InputTask.WithWords(frame, text, rows);
            media.Add(words);
        }

        return InputTask.Of(frame, project.Charter.Target, project.Charter.Metric, rows, GroupsOf(frame, project.Charter.Target, leftOut, media, groups), leftOut);
    }

    private static IReadOnlyList<InputColumns>? GroupsOf(Frame frame, string target, string[] leftOut, List<InputColumns> media, IReadOnlyList<InputColumns>? groups)
    {
        if (media.Count == 0 || groups is not null)
        {
            return groups is null ? null : [.. media, .. groups];
        }

        HashSet<string> taken = [target, .. leftOut, .. media.SelectMany(input => input.Columns)];
        string[] table = [.. frame.Names.Where(name => !taken.Contains(name))];
        return table.Length == 0 ? media : [.. media, new InputColumns(TableInput, table)];
    }

    private static (Frame Frame, LadderRows Rows, string? IdColumn, ProjectDataset? Data) Read(
        Project project, FrozenSplit split, LadderSource source, CancellationToken cancellationToken)
    {
        if (source.Path is not null || !project.Data.HasData)
        {
            string place = source.Path ?? System.IO.Path.Combine(project.Directory, "data", "raw");
            string path = Directory.Exists(place) ? LadderLoader.TableIn(place) ?? place : place;
            if (!File.Exists(path))
            {
                throw new BaselineException(ExitCode.BadInput, "a table", Directory.Exists(path) ? "a folder without one" : "nothing there", path, "name it: hone baseline TABLE --per-input");
            }

            Frame table = Frame.ReadCsv(path, cancellationToken: cancellationToken);
            (LadderRows tableRows, string? column) = LadderLoader.RowsOf(split, table, source.IdColumn, path);
            return (table, tableRows, column, null);
        }

        ProjectDataset data = project.Data.Load(cancellationToken);
        if (data.Target is null || data.Kind is DataKind.ImageFolders or DataKind.TextFolders or DataKind.ImageMasks)
        {
            throw new BaselineException(
                ExitCode.Usage, "data with more than one input: a table, or pictures that a table lists", $"data of kind {data.Kind}, one input", "hone baseline --per-input", "run hone baseline without --per-input");
        }

        FrameColumn? id = data.Columns.Columns.FirstOrDefault(column => Enumerable.Range(0, column.Count).All(row => column.TextAt(row) == data.Ids[row]));
        return (data.Columns, LadderRows.Of(split, data.Ids, "the data of the project"), source.IdColumn ?? id?.Name, data);
    }
}
