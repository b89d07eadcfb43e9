using Hone.Nn;

namespace Hone.Learn;

/// <summary>Looking at what goes into a model and what comes out of it.</summary>
public static class Showing
{
    private const int MaxSamples = 9;

    /// <summary>The first samples of a batch as a model sees them, after augmentation, turned back into pictures and words; fastai's <c>show_batch</c>.</summary>
    /// <param name="loader">The part to look at.</param>
    /// <param name="maxSamples">How many samples, at most a batch; 9 as in fastai.</param>
    /// <param name="unique">Whether to show one item under as many augmentations instead.</param>
    /// <returns>The samples: print them, or draw them with <see cref="BatchView.ToGrid"/>.</returns>
    public static BatchView ShowBatch(this DataLoader loader, int maxSamples = MaxSamples, bool unique = false)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSamples, 1);
        var samples = new List<ShownSample>();
        DataLoader source = unique ? OneItem(loader) : new DataLoader(loader.Dataset, loader.Options with { Workers = 0 });
        for (int epoch = 0; epoch < (unique ? maxSamples : 1); epoch++)
        {
            using EpochReader batches = source.Read(epoch);
            if (batches.MoveNext())
            {
                Add(source, batches.Current, maxSamples, samples);
            }
        }

        return new BatchView(samples);
    }

    /// <summary>Samples of the validation part with targets, answers and losses; fastai's <c>show_results</c>.</summary>
    /// <param name="learner">A trained learner.</param>
    /// <param name="maxSamples">How many samples, at most a batch; 9 as in fastai.</param>
    /// <returns>The samples: print them, or draw them with <see cref="BatchView.ToGrid"/>.</returns>
    public static BatchView ShowResults(this Learner learner, int maxSamples = MaxSamples)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSamples, 1);
        DataLoader loader = learner.Data.Valid.InOrder();
        using EpochReader batches = loader.Read();
        var samples = new List<ShownSample>();
        if (!batches.MoveNext())
        {
            return new BatchView(samples);
        }

        bool wasTraining = learner.Model.IsTraining;
        learner.Model.Eval();
        using NoGrad pause = NoGrad.Enter();
        Batch batch = batches.Current;
        Tensor prediction = learner.Model.Forward(batch.Inputs());
        Tensor answers = learner.Loss.Decode(prediction);
        Tensor? losses = batch.Target is null ? null : learner.Loss.Compute(prediction, batch.Targets(), Reduction.None);
        Column? column = loader.Dataset.Target;
        Tensor? rows = column is null ? null : Rows(answers, column);
        Add(loader, batch, maxSamples, samples);
        float[]? lossOf = losses?.ToArray<float>();
        for (int i = 0; i < samples.Count && rows is not null; i++)
        {
            samples[i] = samples[i] with { Prediction = column!.Decode(rows, i), Loss = lossOf is null ? double.NaN : lossOf[i] };
        }

        if (wasTraining)
        {
            learner.Model.Train();
        }

        return new BatchView(samples);
    }

    /// <summary>Answers in the form in which the target's rows are written.</summary>
    private static Tensor Rows(Tensor answers, Column column)
    {
        int[] shape = [answers.Shape[0], .. column.RowShape.ToArray()];
        Tensor rows = answers.To(column.DType);
        return (rows.ElementCount == Shape.Create(shape).ElementCount ? rows.Reshape(shape) : rows).Contiguous();
    }

    private static DataLoader OneItem(DataLoader loader)
    {
        Dataset one = loader.Dataset.Subset([0]);
        return new DataLoader(one, loader.Options with { Workers = 0, BatchSize = 1, DropLast = false, PartialCount = null });
    }

    private static void Add(DataLoader loader, Batch batch, int maxSamples, List<ShownSample> samples)
    {
        foreach (BatchTransform transform in loader.Transforms.Reverse())
        {
            transform.Decode(batch);
        }

        for (int row = 0; row < batch.Count && samples.Count < maxSamples; row++)
        {
            DecodedPart[] inputs = [.. batch.InputParts.Select(part => part.Column.Decode(part.Memory, row))];
            DecodedPart[] targets = [.. batch.TargetParts.Select(part => part.Column.Decode(part.Memory, row))];
            samples.Add(new ShownSample(batch.ItemId(row), inputs, targets));
        }

        batch.Release();
    }
}
