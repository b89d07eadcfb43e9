namespace Hone.Nn;

/// <summary>Parameters that share a learning rate, a weight decay and a momentum; schedules change these numbers between steps.</summary>
public sealed class ParameterGroup
{
    private double _learningRate = double.NaN;
    private double _weightDecay = double.NaN;
    private double _momentum = double.NaN;
    private bool _isComplete;

    /// <summary>Makes a group; numbers that are not set are taken from the optimizer's options.</summary>
    /// <param name="parameters">Parameters; one that comes twice (tied) counts once.</param>
    /// <param name="name">Name for tables; null for none.</param>
    public ParameterGroup(IEnumerable<Parameter> parameters, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters.Distinct()];
        Name = name;
    }

    /// <summary>The parameters, each once.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Name for tables.</summary>
    public string? Name { get; }

    /// <summary>Step size; NaN until set or taken from the options.</summary>
    /// <exception cref="HoneException">The number is negative or infinite, or NaN where an optimizer has the group.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Checked(nameof(LearningRate), value);
    }

    /// <summary>Weight decay; NaN until set or taken from the options.</summary>
    /// <exception cref="HoneException">The number is negative or infinite, or NaN where an optimizer has the group.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        set => _weightDecay = Checked(nameof(WeightDecay), value);
    }

    /// <summary>Momentum of SGD, beta1 of Adam; NaN until set or taken from the options.</summary>
    /// <exception cref="HoneException">The number is not in 0..1 and below 1, or NaN where an optimizer has the group.</exception>
    public double Momentum
    {
        get => _momentum;
        set => _momentum = Checked(nameof(Momentum), value);
    }

    /// <summary>Refuses numbers that no step can be made with.</summary>
    internal static void RequireNumbers(double learningRate, double weightDecay, double momentum)
    {
        Require(nameof(LearningRate), learningRate);
        Require(nameof(WeightDecay), weightDecay);
        Require(nameof(Momentum), momentum);
    }

    internal void FillMissing(OptimizerOptions options, double momentum)
    {
        LearningRate = double.IsNaN(LearningRate) ? options.LearningRate : LearningRate;
        WeightDecay = double.IsNaN(WeightDecay) ? options.WeightDecay : WeightDecay;
        Momentum = double.IsNaN(Momentum) ? momentum : Momentum;
        _isComplete = true;
    }

    private static void Require(string name, double value)
    {
        if (name == nameof(Momentum))
        {
            Optimizer.Require(value is >= 0 and < 1, name, value, "in 0..1, below 1");
        }
        else
        {
            Optimizer.Require(!(value < 0), name, value, "zero or more");
            Optimizer.Require(double.IsFinite(value), name, value, "finite");
        }
    }

    private double Checked(string name, double value)
    {
        // NaN stands for a number that the optimizer is to fill in.
        if (_isComplete || !double.IsNaN(value))
        {
            Require(name, value);
        }

        return value;
    }
}
