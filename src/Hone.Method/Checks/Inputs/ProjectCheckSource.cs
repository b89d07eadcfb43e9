using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the data of a project together with its frozen split. Targets of a sealed test part are not looked at.</summary>
internal static class ProjectCheckSource
{
    private static readonly string[] TableExtensions = [".csv", ".tsv", ".json", ".jsonl", ".gz"];

    public static CheckedData Open(Project project, CheckSourceOptions options, CancellationToken cancellationToken)
    {
        FrozenSplit? frozen = SplitOf(project, options.SplitName);
        CheckedData data = Open(project, frozen, options, cancellationToken);
        data.MoreLeakChecks = frozen is null ? [] : [new RunStatisticsCheck(project, frozen)];
        return data;
    }

    private static CheckedData Open(Project project, FrozenSplit? frozen, CheckSourceOptions options, CancellationToken cancellationToken)
    {
        CheckSettings settings = options.Table.Settings with
        {
            Metric = options.Table.Settings.Metric ?? project.Charter.Metric,
            Nature = frozen is null || options.Table.Settings.Nature != SplitNature.Unknown ? options.Table.Settings.Nature : NatureOf(frozen.Split.Strategy),
            HidesTestTargets = project.Vault.IsSealed,
        };
        if (File.Exists(Path.Combine(project.Directory, StartSettings.FileName)))
        {
            return OpenStart(project, frozen, options, settings, cancellationToken);
        }

        if (project.Data.HasData && project.Data.Kind is DataKind.ImageTable or DataKind.ImageFolders or DataKind.ImageMasks)
        {
            return OpenImages(project, frozen, options.Table with { Settings = settings }, cancellationToken);
        }

        if (project.Data.HasData && project.Data.Kind == DataKind.TextFolders)
        {
            return OpenTexts(project, frozen, settings, cancellationToken);
        }

        string raw = Path.Combine(project.Directory, "data", "raw");
        string[] tables = !Directory.Exists(raw) ? [] : Directory.GetFiles(raw).Where(file => TableExtensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).ToArray();
        if (tables.Length == 1)
        {
            Frame frame = CheckSource.ReadTable(tables[0], cancellationToken);
            ProjectColumns columns = ProjectColumns.Of(project, frame, cancellationToken);
            return OpenTable(project, frozen, frame, columns, options.Table with { Settings = settings, LeftOut = [.. options.Table.LeftOut, .. columns.LeftOut] }, tables[0]);
        }

        if (!Directory.Exists(raw) || tables.Length > 1)
        {
            throw new ProjectException(
                ExitCode.BadInput,
                "one table or one folder of files in data/raw",
                tables.Length > 1 ? $"{tables.Length} tables: {CheckText.First(tables.Select(table => Path.GetFileName(table)).ToArray())}" : "no folder data/raw",
                raw,
                "put the data there, or check the file itself: hone check leak FILE");
        }

        return CheckSource.OpenFolder(raw, PartsById(frozen), settings, cancellationToken);
    }

    internal static SplitNature NatureOf(SplitStrategy strategy)
    {
        // By the words of the strategy, so that a strategy added later needs no line here.
        string word = strategy.ToString();
        if (word.Contains("Time", StringComparison.Ordinal) || word.Contains("Backtest", StringComparison.Ordinal))
        {
            return SplitNature.Time;
        }

        if (word.Contains("Group", StringComparison.Ordinal))
        {
            return SplitNature.Group;
        }

        return strategy is SplitStrategy.Random or SplitStrategy.Stratified ? SplitNature.Random : SplitNature.Unknown;
    }

    private static FrozenSplit? SplitOf(Project project, string? name)
    {
        if (name is not null)
        {
            return project.Splits.Open(name);
        }

        return project.Splits.Names.Count == 0 ? null : project.Splits.Open(project.Splits.Names[^1]);
    }

    private static CheckedImages OpenStart(Project project, FrozenSplit? frozen, CheckSourceOptions options, CheckSettings settings, CancellationToken cancellationToken)
    {
        StartSettings start = StartSettings.Read(project);
        StartData data = StartData.Load(new StartOptions { Full = start.Full, Data = options.Data }, cancellationToken);
        frozen?.EnsureMatches(data.Ids, data.Hash);
        Dictionary<string, Part>? parts = frozen?.Split.Ids.Zip(frozen.Split.Parts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return CheckedImages.FromSet(data.Images, data.Ids, parts is null ? null : data.Ids.Select(id => parts[id]).ToArray(), settings, cancellationToken);
    }

    private static CheckedImages OpenImages(Project project, FrozenSplit? frozen, CheckedTableOptions options, CancellationToken cancellationToken)
    {
        ProjectDataset data = project.Data.Load(cancellationToken);
        frozen?.EnsureMatches(data.Ids, project.Data.Manifest.Hash);
        Frame columns = data.Columns.Without(data.Targets);
        string? group = options.GroupColumn ?? ColumnHints.Entity(columns, project.Charter.Target)?.Name;
        if (group is not null && !columns.Contains(group))
        {
            throw new ProjectException(
                ExitCode.Usage, $"one of the columns {string.Join(", ", columns.Names.Take(20))}", $"'{group}'", "--group", "look at the spelling and the case: hone data describe lists them");
        }

        return CheckedImages.FromTable(data, PartsById(frozen), group, options.Settings, cancellationToken);
    }

    /// <summary>The folder that all texts have in common holds their labels, or their parts: archives often wrap it into another one.</summary>
    private static CheckedTexts OpenTexts(Project project, FrozenSplit? frozen, CheckSettings settings, CancellationToken cancellationToken)
    {
        ProjectDataset data = project.Data.Load(cancellationToken);
        frozen?.EnsureMatches(data.Ids, project.Data.Manifest.Hash);
        string[][] folders = [.. data.Ids.Select(id => id.Split('/')[..^1])];
        int shared = Enumerable.Range(0, folders.Min(names => names.Length)).TakeWhile(depth => folders.All(names => names[depth] == folders[0][depth])).Count();

        // One label alone is a label, not a wrapper.
        shared = Math.Min(shared, folders.Min(names => names.Length) - 1);
        string wrapper = string.Concat(folders[0][..shared].Select(name => name + "/"));
        string raw = Path.Combine(project.Directory, "data", "raw");
        Func<string, Part?>? partOf = PartsById(frozen);
        return CheckedTexts.FromFolder(Path.Combine(raw, wrapper), partOf is null ? null : id => partOf(wrapper + id), settings, cancellationToken);
    }

    private static CheckedTable OpenTable(Project project, FrozenSplit? frozen, Frame frame, ProjectColumns columns, CheckedTableOptions options, string path)
    {
        string? target = options.Target ?? (columns.Targets.Count > 1 ? null : frame.Contains(project.Charter.Target) ? project.Charter.Target : null);
        options = options with { Target = target };
        if (frozen is null || options.SplitColumn is not null)
        {
            return CheckedTable.Of(frame, options, columns.Notes);
        }

        var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
        for (int i = 0; i < frozen.Split.Ids.Count; i++)
        {
            parts[frozen.Split.Ids[i]] = frozen.Split.Parts[i];
        }

        string? column = options.IdColumns.Count > 0 ? options.IdColumns[0] : IdColumnOf(frame, parts);
        if (column is null || frame[column] is not { } ids || !Enumerable.Range(0, frame.RowCount).All(row => ids.TextAt(row) is { } id && parts.ContainsKey(id)))
        {
            throw new ProjectException(
                ExitCode.BadInput,
                $"a column with the ids of split '{frozen.Name}', such as '{frozen.Split.Ids[0]}'",
                column is null ? $"no such column among {frame.Columns.Count}" : $"column {column}, which holds other values",
                path,
                "name the column with --id");
        }

        return CheckedTable.Of(frame, options with
        {
            IdColumns = options.IdColumns.Count > 0 ? options.IdColumns : [column],
            Parts = Enumerable.Range(0, frame.RowCount).Select(row => parts[ids.TextAt(row)!]).ToArray(),
        }, columns.Notes);
    }

    private static string? IdColumnOf(Frame frame, Dictionary<string, Part> parts) => frame.Columns
        .FirstOrDefault(column => frame.RowCount > 0 && column.MissingCount == 0 && Enumerable.Range(0, frame.RowCount).All(row => parts.ContainsKey(column.TextAt(row)!)))
        ?.Name;

    private static Func<string, Part?>? PartsById(FrozenSplit? frozen)
    {
        if (frozen is null)
        {
            return null;
        }

        Dictionary<string, Part> parts = frozen.Split.Ids.Zip(frozen.Split.Parts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return id => parts.TryGetValue(id, out Part part) ? part : null;
    }
}
