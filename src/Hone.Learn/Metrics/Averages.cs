namespace Hone.Learn;

/// <summary>Precision, recall, F and others from the counts of one class, and their averages over classes; empty quotients count 0, as in scikit-learn.</summary>
internal static class Averages
{
    public static double Precision(ClassCounts counts) => Quotient(counts.TruePositives, counts.Predicted);

    public static double Recall(ClassCounts counts) => Quotient(counts.TruePositives, counts.Actual);

    /// <summary>(1 + b^2) TP / ((1 + b^2) TP + b^2 FN + FP)</summary>
    public static double FBeta(ClassCounts counts, double beta)
    {
        double b2 = beta * beta;
        return Quotient((1 + b2) * counts.TruePositives, (b2 * counts.Actual) + counts.Predicted);
    }

    /// <summary>TP / (TP + FP + FN)</summary>
    public static double Jaccard(ClassCounts counts) => Quotient(counts.TruePositives, counts.Actual + counts.Predicted - counts.TruePositives);

    /// <summary>(n TP - P A) / sqrt(P (n - P) A (n - A)) of n answers; products in floating point, because those of counts of pixels overflow.</summary>
    public static double Matthews(ClassCounts counts, double answers)
    {
        double actual = counts.Actual;
        double predicted = counts.Predicted;
        double scale = Math.Sqrt(predicted * (answers - predicted)) * Math.Sqrt(actual * (answers - actual));
        return Quotient((answers * counts.TruePositives) - (predicted * actual), scale);
    }

    public static double Of(IReadOnlyList<ClassCounts> classes, Average average, Func<ClassCounts, double> value)
    {
        long actual = classes.Sum(c => c.Actual);
        return average switch
        {
            Average.Macro => classes.Average(value),
            Average.Micro => value(new ClassCounts(classes.Sum(c => c.TruePositives), actual, classes.Sum(c => c.Predicted))),
            Average.Weighted => classes.Sum(c => value(c) * c.Actual) / actual,
            _ => classes.Count > 1 ? value(classes[1]) : double.NaN,
        };
    }

    /// <summary>Refuses the value of class 1 where it is not one of two: of more classes it says nothing about the others.</summary>
    /// <exception cref="ShapeException">The average is <see cref="Average.Binary"/>, and there are not two classes.</exception>
    public static void Require(Average average, int classes, string metric)
    {
        if (average == Average.Binary && classes != 2)
        {
            throw new ShapeException("Two classes for Average.Binary, the value of class 1.", $"{classes} classes", metric, "pass Average.Macro, which counts every class alike, Average.Weighted by its items, or Average.Micro");
        }
    }

    public static string Suffix(Average average) => average.ToString().ToLowerInvariant();

    private static double Quotient(double top, double bottom) => bottom == 0 ? 0 : top / bottom;
}
