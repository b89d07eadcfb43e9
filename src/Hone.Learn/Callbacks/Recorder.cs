using System.Text;

namespace Hone.Learn;

/// <summary>
/// Writes down what happens: training loss as an exponentially weighted mean (beta 0.98, without bias), validation loss weighted by batch size,
/// metrics, learning rate and loss of every step, time of every epoch. fastai's <c>Recorder</c>; every learner has one.
/// </summary>
/// <remarks>Reads: losses, predictions. Writes: nothing but itself.</remarks>
public sealed class Recorder : Callback
{
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly List<EpochRecord> _epochs = [];
    private readonly List<double> _losses = [];
    private readonly List<double> _learningRates = [];
    private readonly List<double> _momenta = [];
    private double _validSum;
    private long _validCount;
    private long _epochStart;

    internal Recorder(IReadOnlyList<Metric> metrics) => _metrics = metrics;

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 50;

    /// <summary>The finished epochs of the last fit.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>Training loss of each step of the last fit, not smoothed.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Learning rate of the last parameter group at each step of the last fit.</summary>
    public IReadOnlyList<double> LearningRates => _learningRates;

    /// <summary>Momentum (of Adam: beta 1) of the last parameter group at each step of the last fit; NaN while nothing but the optimizer's default has set it.</summary>
    public IReadOnlyList<double> Momenta => _momenta;

    /// <summary>The smoothed training loss.</summary>
    public SmoothLoss SmoothLoss { get; } = new();

    /// <summary>The metrics as they stand, over the validation items seen so far.</summary>
    public IReadOnlyList<MetricValue> MetricValues => [.. _metrics.Select(metric => new MetricValue(metric.Name, metric.Value, metric.Count, metric.HigherIsBetter))];

    /// <summary>Mean validation loss over the items seen so far; NaN without any.</summary>
    public double ValidLoss => _validSum / _validCount;

    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.FirstEpoch > 0)
        {
            // A resumed fit goes on with the history of its checkpoint.
            return;
        }

        _epochs.Clear();
        _losses.Clear();
        _learningRates.Clear();
        _momenta.Clear();
        SmoothLoss.Reset();
    }

    /// <inheritdoc/>
    public override void BeforeEpoch(LoopState state)
    {
        _epochStart = Clock.GetTimestamp();
        ResetValidation();
    }

    /// <inheritdoc/>
    public override void BeforeValidate(LoopState state) => ResetValidation();

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (double.IsNaN(state.Loss) && state.LossTensor is null)
        {
            return;
        }

        if (state.IsTraining)
        {
            SmoothLoss.Add(state.Loss);
            _losses.Add(state.Loss);
            _learningRates.Add(state.Optimizer.Groups[^1].LearningRate);
            _momenta.Add(state.Optimizer.Groups[^1].Momentum);
            return;
        }

        _validSum += state.Loss * state.Batch.Count;
        _validCount += state.Batch.Count;
        for (int i = 0; i < _metrics.Count; i++)
        {
            _metrics[i].Update(state.Prediction!, state.Batch.Target!);
        }
    }

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _epochs.Add(new EpochRecord(state.Epoch, SmoothLoss.Value, ValidLoss, MetricValues, Clock.GetElapsedTime(_epochStart)));
    }

    /// <summary>The table of epochs: epoch, train_loss, valid_loss, metrics, time.</summary>
    /// <returns>A header and one line an epoch.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(EpochTable.Header(_metrics.Select(metric => metric.Name)));
        foreach (EpochRecord epoch in _epochs)
        {
            text.AppendLine(EpochTable.Row(epoch));
        }

        return text.ToString();
    }

    /// <summary>A copy of what this remembers.</summary>
    internal RecorderHistory History() => new([.. _epochs], [.. _losses], [.. _learningRates], [.. _momenta], SmoothLoss.Count, SmoothLoss.Biased);

    /// <summary>Remembers this instead.</summary>
    internal void Restore(RecorderHistory history)
    {
        _epochs.Clear();
        _epochs.AddRange(history.Epochs);
        _losses.Clear();
        _losses.AddRange(history.Losses);
        _learningRates.Clear();
        _learningRates.AddRange(history.LearningRates);
        _momenta.Clear();
        _momenta.AddRange(history.Momenta);
        SmoothLoss.Restore(history.SmoothCount, history.SmoothBiased);
    }

    private void ResetValidation()
    {
        _validSum = 0;
        _validCount = 0;
        foreach (Metric metric in _metrics)
        {
            metric.Reset();
        }
    }
}
