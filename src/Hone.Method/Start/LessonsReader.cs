namespace Hone.Method;

/// <summary>Reads from stored predictions what the first project taught.</summary>
internal static class LessonsReader
{
    private const int ConfusedPairs = 3;
    private const int Mistakes = 24;

    public static Lessons Read(
        Project project, TrainingScore model, IReadOnlyList<BaselineScore> baselines, IReadOnlyList<string> classNames, IReadOnlyDictionary<string, int> positions)
    {
        StoredRun run = project.Runs.Find(model.Plan.RunId);
        RunPredictions predictions = run.ReadValidPredictions();
        long[,] confusion = Confusion(predictions, classNames.Count);
        return new Lessons
        {
            Model = model,
            Baselines = baselines.Select(baseline => Compare(project, run, model, baseline)).ToArray(),
            Confused = Confused(confusion, classNames),
            Confusion = confusion,
            WorstMistakes = Worst(predictions, classNames, positions),
        };
    }

    private static BaselineComparison Compare(Project project, StoredRun run, TrainingScore model, BaselineScore baseline)
    {
        RunComparison comparison = RunComparison.Of(run, project.Runs.Find(baseline.RunId!), ItemScore.Correct);
        return new BaselineComparison(baseline, comparison.Difference, Gain.Over(model.Accuracy, baseline.Accuracy, 1));
    }

    private static long[,] Confusion(RunPredictions predictions, int classes)
    {
        var counts = new long[classes, classes];
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            counts[(int)predictions.Targets[item], Accuracies.ArgMax(predictions.OutputsOf(item))]++;
        }

        return counts;
    }

    private static ConfusedPair[] Confused(long[,] counts, IReadOnlyList<string> classNames)
    {
        var pairs = new List<ConfusedPair>();
        for (int actual = 0; actual < classNames.Count; actual++)
        {
            long of = 0;
            for (int predicted = 0; predicted < classNames.Count; predicted++)
            {
                of += counts[actual, predicted];
            }

            for (int predicted = 0; predicted < classNames.Count; predicted++)
            {
                if (actual != predicted && counts[actual, predicted] > 0)
                {
                    pairs.Add(new ConfusedPair(classNames[actual], classNames[predicted], (int)counts[actual, predicted], (int)of));
                }
            }
        }

        return pairs.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Actual, StringComparer.Ordinal).Take(ConfusedPairs).ToArray();
    }

    private static Mistake[] Worst(RunPredictions predictions, IReadOnlyList<string> classNames, IReadOnlyDictionary<string, int> positions)
    {
        var mistakes = new List<Mistake>();
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            ReadOnlySpan<float> outputs = predictions.OutputsOf(item);
            int actual = (int)predictions.Targets[item];
            int predicted = Accuracies.ArgMax(outputs);
            if (actual != predicted)
            {
                double loss = -Math.Log(Math.Max(outputs[actual], 1e-38));
                string id = predictions.Ids[item];
                mistakes.Add(new Mistake(id, positions[id], classNames[actual], classNames[predicted], outputs[predicted], loss));
            }
        }

        return mistakes.OrderByDescending(mistake => mistake.Loss).ThenBy(mistake => mistake.Id, StringComparer.Ordinal).Take(Mistakes).ToArray();
    }
}
