using Hone.Nn;

namespace Hone.Learn;

/// <summary>Raises the learning rate on an exponential, batch by batch, until the loss explodes.</summary>
internal sealed class LrFinder(LrFindOptions options) : Callback
{
    /// <summary>A smoothed loss so many times the best one ends the search.</summary>
    public const double Divergence = 4;

    private readonly Schedule _schedule = new SchedExp(options.StartLr, options.EndLr);
    private readonly SmoothLoss _smooth = new();
    private double _best = double.PositiveInfinity;
    private int _iteration;

    public List<double> LearningRates { get; } = [];

    public List<double> Losses { get; } = [];

    /// <summary>Above all other callbacks: it sees the loss that they have made.</summary>
    public override int Order => int.MaxValue;

    public override void BeforeBatch(LoopState state)
    {
        double rate = _schedule.At((double)_iteration / options.Iterations);
        foreach (ParameterGroup group in state.Optimizer.Groups)
        {
            group.LearningRate = rate;
        }

        LearningRates.Add(rate);
    }

    public override void AfterLoss(LoopState state)
    {
        _smooth.Add(state.Loss);
        Losses.Add(_smooth.Value);
        if (!double.IsFinite(state.Loss))
        {
            state.CancelFit = true;
            return;
        }

        _best = Math.Min(_best, _smooth.Value);
        _iteration++;
        bool diverges = options.StopOnDivergence && _smooth.Value > Divergence * _best;
        state.CancelFit |= diverges || _iteration >= options.Iterations;
    }

    public override void AfterTrain(LoopState state) => state.CancelEpoch = true;
}
