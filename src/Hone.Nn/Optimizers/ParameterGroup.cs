namespace Hone.Nn;

/// <summary>Parameters that share a learning rate, a weight decay and a momentum; schedules change these numbers between steps.</summary>
public sealed class ParameterGroup
{
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
    public double LearningRate { get; set; } = double.NaN;

    /// <summary>Weight decay; NaN until set or taken from the options.</summary>
    public double WeightDecay { get; set; } = double.NaN;

    /// <summary>Momentum of SGD, beta1 of Adam; NaN until set or taken from the options.</summary>
    public double Momentum { get; set; } = double.NaN;

    internal void FillMissing(OptimizerOptions options, double momentum)
    {
        LearningRate = double.IsNaN(LearningRate) ? options.LearningRate : LearningRate;
        WeightDecay = double.IsNaN(WeightDecay) ? options.WeightDecay : WeightDecay;
        Momentum = double.IsNaN(Momentum) ? momentum : Momentum;
    }
}
