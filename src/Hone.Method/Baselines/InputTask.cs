using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The inputs of a model, one by one: the same two models on all inputs, on each alone, and with each left out.</summary>
/// <remarks>
/// Signal hides in the part of the data that nobody looks at, such as the table beside the pictures. A picture stands here for the 192 numbers of its 8x8 thumbnail, a text for the presence
/// of its most frequent words: enough to see whether there is something in it, not how much a net would find.
/// </remarks>
public sealed class InputTask : LadderTask
{
    /// <summary>The name of the input that holds pictures.</summary>
    public const string PictureInput = "pictures";

    internal const string All = "all inputs";
    private const int Side = 8;
    private const int MostWords = 200;

    private readonly Frame _frame;
    private readonly LadderTargets _targets;
    private readonly LadderRows _rows;

    private InputTask(Frame frame, LadderTargets targets, LadderRows rows, IReadOnlyList<InputColumns> inputs)
        : base(rows.ValidIds, targets.Valid)
    {
        _frame = frame;
        _targets = targets;
        _rows = rows;
        Inputs = inputs;
        ClassNames = targets.ClassNames;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Table;

    /// <summary>The inputs.</summary>
    public IReadOnlyList<InputColumns> Inputs { get; }

    /// <summary>The two models on all inputs, on each alone, and with each left out; sets that are the same are there once.</summary>
    public override IReadOnlyList<LadderRung> Rungs => [.. Sets().SelectMany(set => new[] { RungOf(ModelName(isForest: false), set), RungOf(ModelName(isForest: true), set) })];

    /// <summary>Makes the task from a table.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="target">The target column.</param>
    /// <param name="metric">The metric of the project.</param>
    /// <param name="rows">The training and validation rows.</param>
    /// <param name="groups">Columns that belong together; columns in none of them are one more input, <c>other</c>. Null groups by kind: numbers, words, dates.</param>
    /// <param name="leftOut">Columns that are no inputs, such as the id.</param>
    /// <exception cref="BaselineException">A column is missing, or there are fewer than two inputs.</exception>
    /// <exception cref="MetricException">The metric is unknown.</exception>
    public static InputTask Of(Frame frame, string target, string metric, LadderRows rows, IReadOnlyList<InputColumns>? groups = null, IReadOnlyList<string>? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(rows);
        LadderTargets targets = TableLadder.TargetsOf(frame, target, metric, rows);
        string[] without = [target, .. leftOut ?? []];
        TableFeatures usable = new(frame, without, rows.Train, rows.Valid);
        RequireKnown(frame, groups ?? [], without);
        string[] names = [.. usable.Names];
        InputColumns[] inputs = groups is null ? [.. ByKind(frame, names)] : [.. ByName(groups, names)];
        if (inputs.Length < 2)
        {
            throw new BaselineException(
                ExitCode.Usage,
                "at least two inputs: groups of columns, pictures and columns, texts and columns",
                $"{inputs.Length}: {string.Join("; ", inputs.Select(input => $"{input.Name} ({string.Join(", ", input.Columns.Take(8))})"))}",
                "hone baseline --per-input",
                "name the groups: --inputs \"weather=temp,hum;calendar=season,mnth\"");
        }

        return new InputTask(frame, targets, rows, inputs) { Notes = usable.Notes };
    }

    /// <summary>Adds the thumbnails of pictures to a table, as the columns of one input.</summary>
    internal static (Frame Frame, InputColumns Input) WithPictures(Frame frame, Func<int, ImageData> read, LadderRows rows, CancellationToken cancellationToken)
    {
        const int Length = Side * Side * 3;
        var values = new double[Length][];
        for (int feature = 0; feature < Length; feature++)
        {
            values[feature] = new double[frame.RowCount];
            Array.Fill(values[feature], double.NaN);
        }

        foreach (int row in rows.Train.Concat(rows.Valid))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImageData small = ImageResize.Resize(read(row).ToRgb(), Side, Side);
            for (int feature = 0; feature < Length; feature++)
            {
                values[feature][row] = small.Pixels[feature] / 255.0;
            }
        }

        string[] names = [.. Enumerable.Range(0, Length).Select(feature => $"thumbnail {feature}")];
        return (frame.With([.. names.Select((name, feature) => new NumberColumn(name, values[feature]))]), new InputColumns(PictureInput, names));
    }

    /// <summary>Adds the presence of the most frequent words of a text column, as the columns of one input.</summary>
    internal static (Frame Frame, InputColumns Input) WithWords(Frame frame, string column, LadderRows rows)
    {
        HashSet<string>[] words = [.. Enumerable.Range(0, frame.RowCount).Select(row => WordsOf(frame[column].TextAt(row)))];
        string[] frequent = [.. rows.Train.SelectMany(row => words[row])
            .GroupBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostWords)
            .Select(group => group.Key)];
        Frame wide = frame.Without(column).With([.. frequent.Select(word => new NumberColumn($"{column}: {word}", [.. words.Select(set => set.Contains(word) ? 1.0 : 0.0)]))]);
        return (wide, new InputColumns(column, [.. frequent.Select(word => $"{column}: {word}")]));
    }

    /// <summary>The name of the rung of a model on a set of inputs.</summary>
    internal static string RungName(string model, string set) => $"{model}, {set}";

    internal string ModelName(bool isForest) => isForest ? "random forest" : _targets.IsOfClasses ? "logistic regression" : "linear regression";

    /// <summary>The name of the set of one input; with two inputs each alone is the same as the other left out.</summary>
    internal string AloneName(InputColumns input) => $"{input.Name} alone";

    internal string DroppedName(InputColumns input) => Inputs.Count == 2 ? AloneName(Inputs.First(other => other != input)) : $"without {input.Name}";

    private static HashSet<string> WordsOf(string? text) =>
        [.. (text ?? "").ToLowerInvariant().Split([.. " \t\r\n.,;:!?\"'()[]{}<>/\\|-_*#"], StringSplitOptions.RemoveEmptyEntries)];

    private static void RequireKnown(Frame frame, IReadOnlyList<InputColumns> groups, string[] without)
    {
        string[] strangers = [.. groups.SelectMany(group => group.Columns).Where(column => !frame.Contains(column) || without.Contains(column))];
        if (strangers.Length > 0)
        {
            throw new BaselineException(
                ExitCode.Usage,
                $"columns of the table that are inputs: {string.Join(", ", frame.Names.Where(name => !without.Contains(name)).Take(20))}",
                string.Join(", ", strangers.Take(5).Select(column => $"'{column}'")),
                "--inputs",
                "look at the spelling and the case; target, id and dropped columns are no inputs");
        }
    }

    private static IEnumerable<InputColumns> ByKind(Frame frame, string[] names) => names
        .GroupBy(name => frame[name].Kind switch
        {
            ColumnKind.Text or ColumnKind.Bool => "words",
            ColumnKind.Date => "dates",
            _ => "numbers",
        })
        .Select(group => new InputColumns(group.Key, [.. group]));

    // What tells nothing is in no input; what is in no group is one more.
    private static IEnumerable<InputColumns> ByName(IReadOnlyList<InputColumns> groups, string[] names)
    {
        HashSet<string> named = [.. groups.SelectMany(group => group.Columns)];
        string[] others = [.. names.Where(name => !named.Contains(name))];
        IEnumerable<InputColumns> known = groups.Select(group => new InputColumns(group.Name, [.. group.Columns.Where(names.Contains)])).Where(group => group.Columns.Count > 0);
        return others.Length == 0 ? known : known.Append(new InputColumns("other", others));
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Columns)> Sets()
    {
        yield return (All, [.. Inputs.SelectMany(input => input.Columns)]);
        foreach (InputColumns input in Inputs)
        {
            yield return (AloneName(input), input.Columns);
        }

        foreach (InputColumns input in Inputs.Count == 2 ? [] : Inputs)
        {
            yield return (DroppedName(input), [.. Inputs.Where(other => other != input).SelectMany(other => other.Columns)]);
        }
    }

    private LadderRung RungOf(string model, (string Name, IReadOnlyList<string> Columns) set)
    {
        string columns = string.Join(", ", set.Columns.Take(20)) + (set.Columns.Count > 20 ? string.Create(CultureInfo.InvariantCulture, $" and {set.Columns.Count - 20} more") : "");
        return new LadderRung(RungName(model, set.Name), $"{model} on {columns}", false, (seed, cancellationToken) => Predict(model, set.Columns, seed, cancellationToken));
    }

    private RungPredictions Predict(string model, IReadOnlyList<string> columns, long seed, CancellationToken cancellationToken)
    {
        var features = new TableFeatures(_frame, [.. _frame.Names.Except(columns)], _rows.Train, _rows.Valid);
        return model == ModelName(isForest: true)
            ? ForestModel.Predict(_targets, features, seed, cancellationToken)
            : RowModels.Linear(_targets, features.TrainRows, features.ValidRows, cancellationToken) with { WithoutInput = null };
    }
}
