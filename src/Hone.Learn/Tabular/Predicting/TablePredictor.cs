using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Predicts rows of tables as they stand in a file: prepares them as the training rows were, asks one model or several, and averages their answers.</summary>
/// <remarks>
/// In memory and from a file it does the same: trees answer with the same bits, nets with the same numbers to 1e-6. A file holds data and no code. Rows may bring what training did not have; what was
/// done with it is counted in <see cref="TablePredictions.Report"/>: unseen categories become <c>#na#</c>, gaps and infinite numbers are filled as in training, columns that were not learned from are
/// left out. A column that is missing is an error.
/// </remarks>
/// <example><code>
/// TablePredictor predictor = TablePredictor.Load("adult.hone");
/// Frame rows = predictor.ReadCsv("people.csv");
/// foreach (TablePrediction answer in predictor.Predict(rows))
/// {
///     Console.WriteLine($"{answer.Row} {answer.Label} {answer.Probability:0.000}");
/// }
/// </code></example>
public sealed class TablePredictor
{
    private readonly TabularPreparation _preparation;
    private readonly PredictorOptions _options;

    internal TablePredictor(TabularPreparation preparation, IReadOnlyList<string> targets, IReadOnlyList<string> vocab, TargetScale scale, IReadOnlyList<TableMember> members, PredictorOptions options)
    {
        _preparation = preparation;
        Scale = scale;
        _options = options;
        Targets = targets;
        Vocab = vocab;
        Members = members;
        foreach (TableMember member in members)
        {
            member.Require(preparation, IsCategory, Width);
        }
    }

    /// <summary>The columns that are predicted.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Classes by index; empty for numbers.</summary>
    public IReadOnlyList<string> Vocab { get; }

    /// <summary>Whether a class is predicted.</summary>
    public bool IsCategory => Vocab.Count > 0;

    /// <summary>The columns that rows must have, with the kinds that they had in training.</summary>
    public IReadOnlyList<RawColumn> Columns => _preparation.Columns;

    /// <summary>The rows of the table that its preparation was learned from, as positions; empty for a predictor that was read from a file.</summary>
    public IReadOnlyList<int> FittedRows => _preparation.FittedRows;

    /// <summary>The units in which the models answer; predictions are in those of the table.</summary>
    public TargetScale Scale { get; }

    /// <summary>The models whose answers are averaged, in the units of <see cref="Scale"/>.</summary>
    public IReadOnlyList<TableMember> Members { get; }

    private int Width => IsCategory ? Vocab.Count : Targets.Count;

    /// <summary>Joins a prepared table with models that were trained on it.</summary>
    /// <param name="data">The table: what was learned about its columns is kept, its rows are not.</param>
    /// <param name="members">At least one model, such as <c>new TreeMember(forest)</c>.</param>
    /// <returns>A predictor, ready.</returns>
    /// <exception cref="HoneException">There is no model, or one does not fit the table.</exception>
    public static TablePredictor Of(TabularData data, params IReadOnlyList<TableMember> members)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
        {
            throw new HoneException("At least one model.", "none", nameof(TablePredictor), "pass a TreeMember or a NetMember");
        }

        return new TablePredictor(data.Preparation, data.TargetNames, data.Vocab, data.Options.TargetScale, [.. members], new PredictorOptions());
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote, builds its models and tries each once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What files may name, and limits.</param>
    /// <returns>A predictor, ready.</returns>
    /// <exception cref="HoneDataException">There is no such file, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is no such model file, is newer than this Hone, names something unknown, or was changed.</exception>
    public static TablePredictor Load(string path, PredictorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TableFile.Read(path, options ?? new PredictorOptions());
    }

    /// <summary>Whether a file holds models for tables, by the first words of its description; false for everything else, and for what cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>True when <see cref="Load"/> is its reader.</returns>
    public static bool IsTable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TableFile.IsTable(path);
    }

    /// <summary>Writes preparation and models into one <c>.hone</c> file; a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">A step or a model cannot be told as data, or the file cannot be written.</exception>
    public void Save(string path, ExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TableFile.Write(path, _preparation, Targets, Vocab, Scale, Members, (options ?? new ExportOptions()).Catalog);
    }

    /// <summary>Reads rows from a CSV file in the kinds that they had in training; other columns are read as they come.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Names, separators, encoding; kinds that are given here win.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="HoneDataException">The file cannot be read, lacks a column, or holds a value that does not fit its column; the message names file, row and value.</exception>
    /// <exception cref="HoneFormatException">The bytes are not what the encoding asks for.</exception>
    public Frame ReadCsv(string path, CsvOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new CsvOptions();
        HashSet<string> names = [.. Frame.ReadCsv(path, options with { MaxRows = 0 }, cancellationToken).Names];
        string[] lacking = [.. Columns.Select(column => column.Name).Where(name => !names.Contains(name))];
        if (lacking.Length > 0)
        {
            throw new HoneDataException($"A table with the {Columns.Count} columns that were learned from.", $"{lacking.Length} missing: {string.Join(", ", lacking)}", path, "add the columns; unknown values may stay empty");
        }

        var kinds = new Dictionary<string, ColumnKind>(options.Kinds, StringComparer.Ordinal);
        foreach (RawColumn column in Columns)
        {
            if (KindToRead(column) is { } kind)
            {
                kinds.TryAdd(column.Name, kind);
            }
        }

        return Frame.ReadCsv(path, options with { Kinds = kinds }, cancellationToken);
    }

    /// <summary>Predicts rows.</summary>
    /// <param name="rows">The rows, such as <see cref="ReadCsv"/> gives; the targets need not be there and are not read.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>One prediction a row, in order, and what was met on the way.</returns>
    /// <exception cref="HoneDataException">There are no rows, a column is missing, or a value does not fit its column; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public TablePredictions Predict(Frame rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var report = new ProcReport();
        HashSet<string> known = [.. Columns.Select(column => column.Name), .. Targets];
        foreach (string name in rows.Names.Where(name => !known.Contains(name)))
        {
            report.Add(new ProcNote(name, "not among the columns that were learned from; left out", rows.RowCount));
        }

        TabularRows prepared = _preparation.Prepare(Finite(rows, report), report);
        var table = new PreparedTable(prepared, IsCategory, Width, _options.BatchSize);
        var sums = new double[rows.RowCount * Width];
        foreach (TableMember member in Members)
        {
            double[] outputs = member.Compute(table, cancellationToken);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += outputs[i];
            }
        }

        bool isLog = Scale == TargetScale.Log1p && !IsCategory;
        return new TablePredictions(Array.ConvertAll(sums, sum => isLog ? double.ExpM1(sum / Members.Count) : sum / Members.Count), Width, Vocab, Targets, report);
    }

    /// <summary>Infinite numbers are gaps to a table that fills gaps; without that step they stay an error.</summary>
    private Frame Finite(Frame rows, ProcReport report)
    {
        if (!_preparation.Procs.OfType<FittedFillMissing>().Any())
        {
            return rows;
        }

        foreach (string name in _preparation.Given.Continuous.Where(name => rows.Contains(name) && rows[name].Kind == ColumnKind.Number))
        {
            NumberColumn column = rows.NumberColumn(name);
            int infinite = Enumerable.Range(0, column.Count).Count(row => double.IsInfinity(column[row]));
            if (infinite > 0)
            {
                report.Add(new ProcNote(name, "infinite, taken as missing", infinite));
                rows = rows.MapNumbers(name, value => double.IsInfinity(value) ? double.NaN : value);
            }
        }

        return rows;
    }

    /// <summary>What a column must be read as, so that it means what it meant in training; null leaves it to its values.</summary>
    private ColumnKind? KindToRead(RawColumn column) => _preparation.Given.Continuous.Contains(column.Name)
        ? ColumnKind.Number
        : column.Kind is ColumnKind.Integer or ColumnKind.Number ? null : column.Kind;
}
