using System.Diagnostics;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Fits rung after rung, scores each on the validation rows as its file would predict them, and joins some into an ensemble.</summary>
internal sealed class TrainingLadder
{
    private readonly TabularData _data;
    private readonly Frame _validRows;
    private readonly TableScores _scores;
    private readonly MetricDirection _direction;
    private readonly int _rungs;
    private readonly ITableTrainingObserver? _observer;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(TableRung Rung, TableMember[] Members, double[] Outputs)> _done = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _joined = [];

    /// <summary>Takes what all rungs share.</summary>
    /// <param name="data">The prepared table.</param>
    /// <param name="validRows">The validation rows as a file has them.</param>
    /// <param name="targets">Their targets: class indices or numbers.</param>
    /// <param name="metric">How to score.</param>
    /// <param name="rungs">How many rungs there will be.</param>
    /// <param name="observer">Told what happens; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public TrainingLadder(TabularData data, Frame validRows, double[] targets, TableMetric metric, int rungs, ITableTrainingObserver? observer, CancellationToken cancellationToken)
    {
        _data = data;
        _validRows = validRows;
        _scores = new TableScores(metric, targets, data.Outputs);
        _direction = TableScores.DirectionOf(metric);
        _rungs = rungs;
        _observer = observer;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Fits a model and scores it.</summary>
    /// <param name="name">The rung.</param>
    /// <param name="fit">Fits; returns the model and a few words about it.</param>
    public void Climb(string name, Func<(TableMember Member, string Detail)> fit)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _observer?.RungBegan(name, _done.Count + 1, _rungs);
        var clock = Stopwatch.StartNew();
        (TableMember member, string detail) = fit();
        double seconds = clock.Elapsed.TotalSeconds;
        double[] outputs = TablePredictor.Of(_data, member).Predict(_validRows, _cancellationToken).Outputs.ToArray();
        Finish(name, detail, [member], outputs, seconds);
    }

    /// <summary>Joins rungs that were fitted: the mean of their answers.</summary>
    public void Join(string name, params IReadOnlyList<string> rungs)
    {
        _observer?.RungBegan(name, _done.Count + 1, _rungs);
        _joined[name] = rungs;
        var clock = Stopwatch.StartNew();
        (TableRung Rung, TableMember[] Members, double[] Outputs)[] parts = [.. _done.Where(done => rungs.Contains(done.Rung.Name))];
        var outputs = new double[parts[0].Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            foreach ((_, _, double[] one) in parts)
            {
                outputs[i] += one[i];
            }

            outputs[i] /= parts.Length;
        }

        Finish(name, $"mean of the last {parts.Length}", [.. parts.SelectMany(part => part.Members)], outputs, clock.Elapsed.TotalSeconds);
    }

    /// <summary>What came of it.</summary>
    public TableTrainingResult Result(TableDescription description, IReadOnlyList<ProcNote> notes)
    {
        (TableRung Rung, TableMember[] Members, double[] Outputs) best = _done[0];
        foreach ((TableRung Rung, TableMember[] Members, double[] Outputs) done in _done)
        {
            bool isBetter = _direction == MetricDirection.Higher ? done.Rung.Score > best.Rung.Score : done.Rung.Score < best.Rung.Score;
            best = isBetter ? done : best;
        }

        Verdict verdict = best == _done[0] ? Verdict.Same : _scores.Compare(best.Outputs, _done[0].Outputs);
        return new TableTrainingResult(description, [.. _done.Select(done => done.Rung)], best.Rung, verdict, notes, TablePredictor.Of(_data, best.Members));
    }

    /// <summary>The best rung fitted once more, on all rows.</summary>
    /// <param name="result">What came of the ladder.</param>
    /// <param name="all">The same table, with every row to learn from.</param>
    /// <param name="fit">Fits the model of a rung that is no ensemble on that table.</param>
    /// <returns>The same result with another predictor.</returns>
    public TableTrainingResult Refit(TableTrainingResult result, TabularData all, Func<string, TableMember> fit)
    {
        IReadOnlyList<string> rungs = _joined.TryGetValue(result.Best.Name, out IReadOnlyList<string>? parts) ? parts : [result.Best.Name];
        var members = new List<TableMember>();
        foreach (string name in rungs)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _observer?.RungBegan($"{name} on all rows", members.Count + 1, rungs.Count);
            members.Add(fit(name));
        }

        return result with { Predictor = TablePredictor.Of(all, members), RefitRows = all.Split.Train.Count };
    }

    private void Finish(string name, string detail, TableMember[] members, double[] outputs, double seconds)
    {
        (double score, Interval interval) = _scores.Of(outputs);
        var rung = new TableRung(name, detail, score, interval, _validRows.RowCount, seconds);
        _done.Add((rung, members, outputs));
        _observer?.RungFinished(rung);
    }
}
