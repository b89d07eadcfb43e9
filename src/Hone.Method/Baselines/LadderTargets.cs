using System.Globalization;

namespace Hone.Method;

/// <summary>The targets of a ladder as numbers: codes of classes, or values.</summary>
internal sealed class LadderTargets
{
    private LadderTargets(double[] train, double[] valid, IReadOnlyList<string> classNames)
    {
        Train = train;
        Valid = valid;
        ClassNames = classNames;
    }

    public double[] Train { get; }

    public double[] Valid { get; }

    public IReadOnlyList<string> ClassNames { get; }

    public bool IsOfClasses => ClassNames.Count > 0;

    /// <summary>1 for values, else the number of classes.</summary>
    public int Width => IsOfClasses ? ClassNames.Count : 1;

    public int[] TrainClasses => Array.ConvertAll(Train, target => (int)target);

    public static LadderTargets Values(double[] train, double[] valid) => new(train, valid, []);

    /// <summary>Classes are numbered in the order of their names; numbers in numeric order.</summary>
    public static LadderTargets Classes(IReadOnlyList<string> train, IReadOnlyList<string> valid)
    {
        string[] names = [.. train.Concat(valid).Distinct(StringComparer.Ordinal)];
        bool areNumbers = names.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        names = areNumbers
            ? [.. names.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new BaselineException(
                ExitCode.BadInput, "at least 2 classes", $"{names.Length}: {string.Join(", ", names)}", "the labels of the training and validation part", "look at the target of the project, and at the label column");
        }

        Dictionary<string, int> codes = names.Select((name, code) => (name, code)).ToDictionary(pair => pair.name, pair => pair.code, StringComparer.Ordinal);
        return new LadderTargets([.. train.Select(name => (double)codes[name])], [.. valid.Select(name => (double)codes[name])], names);
    }

    /// <summary>The same outputs for every validation item.</summary>
    public float[] Repeat(IReadOnlyList<double> outputs) =>
        [.. Enumerable.Range(0, Valid.Length).SelectMany(_ => outputs.Select(output => (float)output))];

    /// <summary>The shares of the classes in training.</summary>
    public double[] Prior()
    {
        var shares = new double[Width];
        foreach (double target in Train)
        {
            shares[(int)target] += 1.0 / Train.Length;
        }

        return shares;
    }

    /// <summary>The rungs that know nothing but the labels: zeros, and the constant that is best for the metric.</summary>
    public IReadOnlyList<LadderRung> TrivialRungs(string metric)
    {
        double[] zeros = IsOfClasses ? [1, .. Enumerable.Repeat(0.0, Width - 1)] : [0];
        (double[] constant, string word) = IsOfClasses ? (Prior(), "the class shares of the training part") : ConstantFor(metric);
        string first = IsOfClasses ? $"always class '{ClassNames[0]}', the first by name" : "always 0";
        return
        [
            new("zeros", first, true, (_, _) => new RungPredictions(Repeat(zeros))),
            new("constant", $"always {word}", true, (_, _) => new RungPredictions(Repeat(constant))),
        ];
    }

    // The constant with the smallest error: the median for absolute errors, the mean of logarithms for logarithmic ones, else the mean.
    private (double[] Constant, string Word) ConstantFor(string metric) => metric switch
    {
        "mae" => ([Bootstrap.Quantile([.. Train.Order()], 0.5)], "the median of the training part"),
        "rmsle" => ([Math.Exp(Train.Average(value => Math.Log(1 + Math.Max(0, value)))) - 1], "the mean of ln(1 + y) of the training part"),
        _ => ([Train.Average()], "the mean of the training part"),
    };
}
