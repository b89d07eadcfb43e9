namespace Hone.Method;

/// <summary>Scores predictions of the test items. Its messages speak of predictions only: an error that named a label would open the vault without a row in its ledger.</summary>
internal static class VaultScoring
{
    private const string Where = "the predictions of the test items";

    /// <summary>Scores classes or values.</summary>
    /// <param name="labels">The sealed labels.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="predictions">The outputs of every test item.</param>
    /// <param name="numbering">Which number the outputs give to each class.</param>
    /// <exception cref="VaultException">The predictions are not those of the test items, are not finite, or do not fit the metric.</exception>
    public static (double Score, Interval Interval) Score(VaultLabels labels, VaultMetric metric, UnlabelledPredictions predictions, ClassNumbering numbering)
    {
        string name = VaultMetrics.NameOf(metric);
        if (!ScoreMetric.Names.Contains(name))
        {
            throw new VaultException(
                ExitCode.Usage, $"a metric of classes or values: {string.Join(", ", ScoreMetric.Names)}", $"'{name}', a metric of masks", Project.CharterFile, "correct the metric of the charter");
        }

        RequireItems(labels.Count, predictions.Ids, labels.Values.ContainsKey);
        RequireFinite(predictions);
        ScoreMetric score = ScoreMetric.Named(name);
        (double Score, Interval Interval) result = score.IsOfClasses
            ? MetricBootstrap.Score(score, Classes(labels, score, predictions, numbering))
            : OfValues(labels, score, predictions);
        return double.IsFinite(result.Score)
            ? result
            : throw new VaultException(
                ExitCode.BadInput, $"labels and predictions that {name} is defined for", Numbers.Plain(result.Score), Where, "look at the range of the target: logarithmic errors need values from 0 upwards");
    }

    /// <summary>Scores masks.</summary>
    /// <param name="labels">The sealed masks.</param>
    /// <param name="metric">accuracy, dice or iou.</param>
    /// <param name="predictions">The mask of every test item.</param>
    /// <param name="ignored">A class that is not judged; null for none.</param>
    /// <exception cref="VaultException">The masks are not those of the test items, have other sizes, or the metric is none of masks.</exception>
    public static (double Score, Interval Interval) Score(PackedMasks labels, VaultMetric metric, PackedMasks predictions, int? ignored)
    {
        string name = VaultMetrics.NameOf(metric);
        if (!VaultMetrics.IsOfMasks(metric))
        {
            throw new VaultException(
                ExitCode.Usage, "a metric that predicted masks allow: accuracy, dice, iou", $"'{name}'", Project.CharterFile, "correct the metric of the charter");
        }

        string[] ids = [.. predictions.Ids];
        RequireItems(labels.Count, ids, labels.Contains);
        var scores = new float[ids.Length];
        for (int item = 0; item < ids.Length; item++)
        {
            (int Width, int Height) size = labels.SizeOf(ids[item]);
            (int Width, int Height) got = predictions.SizeOf(ids[item]);
            if (size != got)
            {
                throw new VaultException(
                    ExitCode.BadInput,
                    $"masks of the size of their pictures: {size.Width}x{size.Height} for '{ids[item]}'",
                    $"a mask of {got.Width}x{got.Height}",
                    $"predicted mask {item + 1} of {ids.Length}",
                    "bring predicted masks back to the size of the picture before they are saved");
            }

            scores[item] = (float)MaskScore.Of(labels.CodesOf(ids[item]), predictions.CodesOf(ids[item]), name, ignored);
        }

        return MetricBootstrap.Score(ScoreMetric.MeanOfImages(name), new RunPredictions(ids, new double[ids.Length], scores));
    }

    /// <summary>Classes by number as outputs: the answer 1, every other class 0.</summary>
    public static UnlabelledPredictions OneHot(TestPredictions predictions, VaultLabels labels)
    {
        int most = (int)Math.Max(1, labels.Values.Values.Max(label => label[0]));
        for (int item = 0; item < predictions.Values.Count; item++)
        {
            double said = predictions.Values[item];
            bool isClass = double.IsFinite(said) && said >= 0 && said == Math.Floor(said) && said <= ushort.MaxValue;
            most = isClass ? Math.Max(most, (int)said) : throw NotFinite(said, predictions.Ids[item], item, predictions.Values.Count, "class numbers (0, 1, 2, ...)");
        }

        var outputs = new float[predictions.Values.Count * (most + 1)];
        for (int item = 0; item < predictions.Values.Count; item++)
        {
            outputs[(item * (most + 1)) + (int)predictions.Values[item]] = 1;
        }

        return new UnlabelledPredictions(predictions.Ids, outputs);
    }

    /// <summary>Proves that each test item is predicted once, and nothing else.</summary>
    public static void RequireItems(int count, IReadOnlyList<string> ids, Func<string, bool> isTest, int? values = null)
    {
        int known = ids.Where(isTest).Distinct(StringComparer.Ordinal).Count();
        if (known != count || ids.Count != count || (values ?? count) != count)
        {
            string[] strangers = [.. ids.Where(id => !isTest(id)).Take(3).Select(id => $"'{id}'")];
            throw new VaultException(
                ExitCode.BadInput,
                $"one prediction for each of the {count} test items",
                $"{values ?? ids.Count} predictions for {ids.Count} ids, {known} of them test items{(strangers.Length > 0 ? $"; others, such as {string.Join(", ", strangers)}" : "")}",
                Where,
                "predict the test part of the frozen split, all of it and nothing else");
        }
    }

    private static void RequireFinite(UnlabelledPredictions predictions)
    {
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            foreach (float output in predictions.OutputsOf(item))
            {
                if (!float.IsFinite(output))
                {
                    throw NotFinite(output, predictions.Ids[item], item, predictions.Ids.Count, "finite predictions");
                }
            }
        }
    }

    private static VaultException NotFinite(double value, string id, int item, int count, string expected) => new(
        ExitCode.BadInput, expected, $"{Numbers.Plain(value)} for id '{id}'", $"prediction {item} of {count}", "look at the model: the vault stays closed");

    private static RunPredictions Classes(VaultLabels labels, ScoreMetric metric, UnlabelledPredictions predictions, ClassNumbering numbering)
    {
        bool areClasses = labels.Width == 1 && labels.Values.Values.All(label => label[0] >= 0 && label[0] == Math.Floor(label[0]) && label[0] <= ushort.MaxValue);
        if (!areClasses)
        {
            throw new VaultException(
                ExitCode.Usage, $"class labels, as {metric.Name} needs", $"{labels.Count} labels that are values", Project.CharterFile, "name a metric of values in the charter, such as mae or rmse");
        }

        int[] codes = numbering.CodesOf(labels, predictions.Ids);
        int outputs = predictions.OutputCount;
        int classes = Math.Max(Math.Max(2, outputs), codes.Max() + 1);
        if (metric.IsOfOrder && classes > 2)
        {
            throw new VaultException(
                ExitCode.Usage, $"two classes, as {metric.Name} needs", $"{outputs} outputs and {classes} classes", Where, "name accuracy or log_loss in the charter for more than two classes");
        }

        bool fits = outputs == classes || (outputs == 1 && classes == 2);
        return new RunPredictions(predictions.Ids, Array.ConvertAll(codes, code => (double)code), fits ? predictions.Outputs.ToArray() : Widen(predictions, classes));
    }

    // A class that only the test part has gets probability 0: the model cannot name it, and that counts against it.
    private static float[] Widen(UnlabelledPredictions predictions, int classes)
    {
        var wide = new float[predictions.Ids.Count * classes];
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            ReadOnlySpan<float> said = predictions.OutputsOf(item);
            Span<float> row = wide.AsSpan(item * classes, classes);
            said.CopyTo(row);
            if (said.Length == 1)
            {
                row[0] = 1 - said[0];
                row[1] = said[0];
            }
        }

        return wide;
    }

    private static (double Score, Interval Interval) OfValues(VaultLabels labels, ScoreMetric metric, UnlabelledPredictions predictions)
    {
        if (labels.ClassNames.Count > 0)
        {
            throw new VaultException(
                ExitCode.Usage,
                $"values, as {metric.Name} needs",
                $"labels of {labels.ClassNames.Count} classes",
                Project.CharterFile,
                "name a metric of classes in the charter, such as accuracy or log_loss");
        }

        if (predictions.OutputCount != labels.Width)
        {
            throw new VaultException(
                ExitCode.BadInput, $"{labels.Width} {(labels.Width == 1 ? "value" : "values")} for each test item, as many as a label has", $"{predictions.OutputCount}", Where, "predict what the labels hold, in their order");
        }

        // Every number is a row of its own; an item is resampled with all of its numbers.
        int width = labels.Width;
        int n = predictions.Ids.Count;
        var flat = new RunPredictions(
            width == 1 ? predictions.Ids : [.. Enumerable.Range(0, n * width).Select(row => predictions.Ids[row / width])],
            [.. predictions.Ids.SelectMany(id => labels.Values[id])],
            predictions.Outputs.ToArray());
        if (width == 1)
        {
            return MetricBootstrap.Score(metric, flat);
        }

        int[] all = [.. Enumerable.Range(0, n)];
        return (OfItems(metric, flat, width, all), MetricBootstrap.Percentiles(n, items => OfItems(metric, flat, width, items)));
    }

    // r2 asks how much of a coordinate's spread is explained, so it is the mean over coordinates; the other metrics take all numbers alike.
    private static double OfItems(ScoreMetric metric, RunPredictions flat, int width, int[] items)
    {
        if (metric.Name != "r2")
        {
            return metric.Score(flat, (int[])[.. items.SelectMany(item => Enumerable.Range(item * width, width))]);
        }

        return Enumerable.Range(0, width).Average(coordinate => metric.Score(flat, (int[])[.. items.Select(item => (item * width) + coordinate)]));
    }
}
