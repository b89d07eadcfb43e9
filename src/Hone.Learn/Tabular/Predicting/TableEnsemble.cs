using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Several models for the rows of one table, such as those of the folds of a split, whose answers are averaged: probabilities, or predicted numbers.</summary>
/// <remarks>Each prepares the rows in its own way: categories, gaps and normalizations are those of its own training rows.</remarks>
public sealed class TableEnsemble
{
    private readonly TablePredictor[] _members;

    private TableEnsemble(TablePredictor[] members) => _members = members;

    /// <summary>The models.</summary>
    public IReadOnlyList<TablePredictor> Members => _members;

    /// <summary>Joins models.</summary>
    /// <param name="members">At least one.</param>
    /// <exception cref="HoneException">They predict other columns or other classes, or have learned from other columns; the message has both.</exception>
    public static TableEnsemble Of(IReadOnlyList<TablePredictor> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        for (int member = 1; member < members.Count; member++)
        {
            Require("targets", members[0].Targets, members[member].Targets, member);
            Require("classes", members[0].Vocab, members[member].Vocab, member);
            Require("columns", [.. members[0].Columns.Select(column => column.Name)], [.. members[member].Columns.Select(column => column.Name)], member);
        }

        return new TableEnsemble([.. members]);
    }

    /// <inheritdoc cref="TablePredictor.ReadCsv"/>
    public Frame ReadCsv(string path, CsvOptions? options = null, CancellationToken cancellationToken = default) => _members[0].ReadCsv(path, options, cancellationToken);

    /// <summary>Predicts rows: the mean of what the models say; of notes about the same column the one with the most rows.</summary>
    /// <inheritdoc cref="TablePredictor.Predict" path="/param"/>
    /// <inheritdoc cref="TablePredictor.Predict" path="/returns"/>
    /// <inheritdoc cref="TablePredictor.Predict" path="/exception"/>
    public TablePredictions Predict(Frame rows, CancellationToken cancellationToken = default)
    {
        TablePredictions[] said = [.. _members.Select(member => member.Predict(rows, cancellationToken))];
        if (said.Length == 1)
        {
            return said[0];
        }

        var mean = new double[said[0].Outputs.Length];
        foreach (TablePredictions one in said)
        {
            ReadOnlySpan<double> outputs = one.Outputs.Span;
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += outputs[i] / said.Length;
            }
        }

        var report = new ProcReport();
        foreach (IGrouping<(string, string), ProcNote> notes in said.SelectMany(one => one.Report.Notes).GroupBy(note => (note.Column, note.What)))
        {
            report.Add(notes.MaxBy(note => note.Count)!);
        }

        return new TablePredictions(mean, said[0].Width, said[0].Vocab, said[0].Targets, report);
    }

    private static void Require(string what, IReadOnlyList<string> first, IReadOnlyList<string> other, int member)
    {
        if (!first.SequenceEqual(other))
        {
            throw new HoneException($"Models with the same {what}: {Listed(first)}.", $"{Listed(other)} of model {member + 1}", nameof(TableEnsemble), "predict with each of them alone");
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Take(12)) + (names.Count > 12 ? $" and {names.Count - 12} more" : "");
}
