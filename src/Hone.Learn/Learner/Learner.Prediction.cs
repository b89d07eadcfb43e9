using System.Runtime.CompilerServices;

namespace Hone.Learn;

public sealed partial class Learner
{
    private static readonly EqualityComparer<BatchTransform> s_sameKind = EqualityComparer<BatchTransform>.Create((a, b) => a?.GetType() == b?.GetType(), transform => transform.GetType().GetHashCode());

    /// <summary>Mean loss and metrics over a part of the data.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    /// <param name="cancellationToken">Ends the validation with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Loss over all items, metrics and the number of items.</returns>
    /// <exception cref="HoneException">The loader lacks a transform of the validation part, such as the normalization that a pretrained learner adds.</exception>
    public ValidationResult Validate(DataLoader? loader = null, CancellationToken cancellationToken = default)
    {
        loader = Prepared(loader, nameof(Validate));
        _state.Begin(0, 1, 0);
        _callbacks = CallbackList.Sorted([Recorder, .. CallbacksFor(LoopPurpose.Validate)]);
        ValidateOneEpoch(loader, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValidationResult(Recorder.ValidLoss, Recorder.MetricValues, loader.ItemCount);
    }

    /// <summary>Predictions for a part of the data, in the order of its items, with identities and, where there are labels, losses; fastai's <c>get_preds</c>.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outputs after the activation that belongs to the loss: probabilities for cross-entropy.</returns>
    public Predictions GetPreds(DataLoader? loader = null, CancellationToken cancellationToken = default)
    {
        return Collect(Prepared(loader, nameof(GetPreds)), 0, new GetPredsOptions(), cancellationToken);
    }

    /// <summary>Predictions for a part of the data, as <see cref="GetPreds(DataLoader?, CancellationToken)"/> gives them, with callbacks, without the activation, or with the inputs.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    /// <param name="options">Callbacks and what is kept; null stands for fastai's defaults.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outputs in the order of the items.</returns>
    /// <exception cref="HoneException">A callback cut the pass short, or the result is too large for memory.</exception>
    // The compiler takes new() for options, not for a token: both fit, and the other overload leaves nothing to its defaults.
    [OverloadResolutionPriority(1)]
    public Predictions GetPreds(DataLoader? loader, GetPredsOptions? options, CancellationToken cancellationToken = default)
    {
        return Collect(Prepared(loader, nameof(GetPreds)), 0, options ?? new GetPredsOptions(), cancellationToken);
    }

    /// <summary>Test-time augmentation: the mean over several augmented passes and the plain one; fastai's <c>tta</c>.</summary>
    /// <remarks>
    /// result = (1 - beta) mean of the augmented passes + beta plain. The augmented passes use the transforms of training, each item once, in order. Losses stand for the plain pass.
    /// </remarks>
    /// <param name="loader">Null stands for the validation part.</param>
    /// <param name="options">fastai's numbers unless told.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outputs after the activation that belongs to the loss, in the order of the items.</returns>
    /// <exception cref="HoneException">The answers are about places of the picture, such as masks, points and boxes, and the augmentation moves them: the mean would mix different places.</exception>
    public Predictions Tta(DataLoader? loader = null, TtaOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TtaOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Passes, 1);
        loader = Prepared(loader, nameof(Tta));
        var augmented = new DataLoader(loader.Dataset, loader.Options with { Augment = true });
        RequireSamePlaces(augmented);
        Predictions plain = Collect(loader, 0, new GetPredsOptions(), cancellationToken);
        var mixed = new float[plain.Outputs.Length];
        for (int pass = 0; pass < options.Passes; pass++)
        {
            ReadOnlySpan<float> outputs = Collect(augmented, pass, new GetPredsOptions(), cancellationToken).Outputs.Span;
            for (int i = 0; i < mixed.Length; i++)
            {
                mixed[i] = options.UseMax ? Math.Max(pass == 0 ? float.NegativeInfinity : mixed[i], outputs[i]) : mixed[i] + (outputs[i] / options.Passes);
            }
        }

        ReadOnlySpan<float> once = plain.Outputs.Span;
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = options.UseMax ? Math.Max(mixed[i], once[i]) : (float)((mixed[i] * (1 - options.Beta)) + (once[i] * options.Beta));
        }

        return plain.With(mixed);
    }

    /// <summary>The prediction for one item of a loader, by the same path as for many; for a new item <see cref="PredictItem"/>.</summary>
    /// <param name="loader">Where the item is, such as the result of <see cref="DataBlock{TItem}.TestLoader"/>.</param>
    /// <param name="position">Which item, 0 to the number of items - 1.</param>
    /// <returns>Answer, what the loss reads as numbers (<see cref="Prediction.Decoded"/>), probabilities and identity.</returns>
    public Prediction Predict(DataLoader loader, int position = 0)
    {
        ArgumentNullException.ThrowIfNull(loader);
        Dataset one = loader.Dataset.Subset([position]).WithoutTarget();
        var inline = new DataLoader(one, loader.InOrder().Options with { Workers = 0 });
        return GetPreds(inline, new GetPredsOptions { WithDecoded = true })[0];
    }

    /// <summary>The prediction for one new item, prepared as the validation part is; fastai's <c>predict(item)</c>.</summary>
    /// <param name="item">An item of the kind that the data was made of, such as the path of a picture; it needs no label.</param>
    /// <returns>Answer, what the loss reads as numbers, probabilities and identity.</returns>
    /// <exception cref="HoneException">The loaders do not know how new items are made, or items are of another kind.</exception>
    /// <exception cref="HoneDataException">The item cannot be read; the message names it.</exception>
    public Prediction PredictItem<TItem>(TItem item) => Predict(Data.TestLoader([item]));

    /// <summary>The loader in order; refused where the net would see other values than in training.</summary>
    internal DataLoader Prepared(DataLoader? loader, string where)
    {
        loader = (loader ?? Data.Valid).InOrder();
        string[] missing = [.. Data.Valid.InOrder().Transforms.Except(loader.Transforms, s_sameKind).Select(transform => transform.GetType().Name)];
        return missing.Length == 0
            ? loader
            : throw new HoneException(
                $"A loader with the batch transforms of the validation part: {string.Join(", ", Data.Valid.InOrder().Transforms.Select(transform => transform.GetType().Name))}.",
                loader.Transforms.Count == 0 ? "none" : string.Join(", ", loader.Transforms.Select(transform => transform.GetType().Name)),
                where,
                $"take learner.Data.Valid.WithDataset(loader.Dataset): the net has learned from values after {string.Join(" and ", missing)}");
    }

    /// <summary>Refuses passes whose answers would not lie on each other: what moves a picture moves its masks, points and boxes.</summary>
    private void RequireSamePlaces(DataLoader augmented)
    {
        if (Data.Train.Dataset.Target is not (MaskColumn or PointColumn or BoxColumn or ImageColumn))
        {
            return;
        }

        string[] moves =
        [
            .. augmented.Dataset.Transforms.Where(transform => transform.MovesPixels).Select(transform => transform.GetType().Name),
            .. augmented.Transforms.Where(transform => transform.MovesPixels).Select(transform => transform.GetType().Name),
        ];
        if (moves.Length > 0)
        {
            throw new HoneException(
                $"Augmentation that leaves pixels where they are, because the answers are {Data.Train.Dataset.Target.Name}: what moves a picture moves them, and no pass turns its answers back.",
                string.Join(", ", moves),
                nameof(Tta),
                Data.Train.Dataset.Target is MaskColumn
                    ? "use GetPreds, or new MultiScaleFlip(learner.Model), which turns its answers back; or pass a loader whose transforms change colors only (Resize with ResizeMethod.Squish moves nothing)"
                    : "use GetPreds, or pass a loader whose transforms change colors only (Resize with ResizeMethod.Squish moves nothing)");
        }
    }

    private Predictions Collect(DataLoader loader, int epoch, GetPredsOptions options, CancellationToken cancellationToken)
    {
        var collector = new PredictionCollector(loader.Dataset, _loss, options);
        _state.Begin(epoch, epoch + 1, 0);
        _callbacks = CallbackList.Sorted([.. CallbacksFor(LoopPurpose.Predict), .. options.Callbacks, collector]);
        ValidateOneEpoch(loader, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (_state.Failure is { } failure)
        {
            throw failure;
        }

        return collector.IsComplete
            ? collector.Result(Data.Vocab)
            : throw new HoneException($"A pass over all {loader.Dataset.Count} items.", $"one that a callback cut short: {_state.StopReason ?? "no reason given"}", nameof(GetPreds), "leave out callbacks that cancel");
    }
}
