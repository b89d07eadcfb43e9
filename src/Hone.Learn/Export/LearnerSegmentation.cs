using Hone.Nn;

namespace Hone.Learn;

/// <summary>What a learner says about each pixel of pictures, at the size that the pictures have.</summary>
public static class LearnerSegmentation
{
    /// <summary>The class of each pixel for the items of a part, one after another in their order; what <see cref="Predictor.SegmentFiles"/> says once the learner is exported.</summary>
    /// <remarks>
    /// <see cref="Learner.GetPreds(DataLoader?, CancellationToken)"/> gives probabilities at the size that the model sees, and holds all of them; this holds one batch, and each answer knows where its
    /// picture lies in it (<see cref="Segmentation.AtPictureSize"/>). The picture is what the input block reads, before item transforms.
    /// </remarks>
    /// <param name="learner">The learner; its model answers <c>[batch, classes, height, width]</c>.</param>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation. Labels are not looked at.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>One answer for each item, while they are asked for.</returns>
    /// <exception cref="HoneException">The input is no picture, the model does not answer for each pixel, or the loader lacks a transform of the validation part.</exception>
    /// <exception cref="HoneDataException">An item could not be read; the message names it.</exception>
    public static IEnumerable<Segmentation> Segment(this Learner learner, DataLoader? loader = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        loader = learner.Prepared(loader, nameof(Segment));
        SampleColumn pictures = loader.Dataset.Input as SampleColumn ?? throw new HoneException(
            "Pictures as the first input.", $"{loader.Dataset.Input.Name} {loader.Dataset.Input.RowShape}", nameof(Segment), "use GetPreds, which gives the outputs as they are");
        return Answers(learner, loader, pictures, cancellationToken);
    }

    private static IEnumerable<Segmentation> Answers(Learner learner, DataLoader loader, SampleColumn pictures, CancellationToken cancellationToken)
    {
        // Three corners of each picture go through all transforms, in the place of the target: they tell where the picture lies in what the model sees.
        Dataset part = loader.Dataset;
        int[] indices = part.Indices.ToArray();
        var sizes = new (int Width, int Height)[part.Ids.Count];
        var corners = new PointColumn(index => Corners(pictures, index, sizes), PicturePlacement.CornerCount);
        DataLoader followed = loader.WithDataset(new Dataset(part.Inputs, [corners], part.Ids, indices, part.Transforms));
        learner.Model.Eval();
        using EpochReader batches = followed.Read(0, cancellationToken);
        int done = 0;
        while (batches.MoveNext())
        {
            Segmentation[] answers = AnswerTo(learner, batches.Current, [.. indices.Skip(done).Take(batches.Current.Count).Select(index => sizes[index])]);
            done += answers.Length;
            foreach (Segmentation answer in answers)
            {
                yield return answer;
            }
        }
    }

    private static Segmentation[] AnswerTo(Learner learner, Batch batch, (int Width, int Height)[] sizes)
    {
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        batch.AdoptBy(step);
        Tensor output = learner.Loss.Activation(learner.Model.Forward(batch.Inputs()));
        if (output.Rank != 4 || output.Shape[1] < 2)
        {
            throw new HoneException("A model that answers [batch, classes, height, width], with two classes or more.", $"an answer of shape {output.Shape}", nameof(Segment), "a U-Net does: UnetLearner.Create");
        }

        (int classes, int height, int width) = (output.Shape[1], output.Shape[2], output.Shape[3]);
        float[] values = output.To(DType.Float32).ToArray<float>(); // [batch, classes, height, width]
        float[] corners = batch.Target!.ToArray<float>(); // [batch, corners, 2]
        const int CornerValues = 2 * PicturePlacement.CornerCount;
        var answers = new Segmentation[batch.Count];
        for (int row = 0; row < answers.Length; row++)
        {
            ReadOnlySpan<float> one = values.AsSpan(row * classes * height * width, classes * height * width);
            var placement = new PicturePlacement(sizes[row].Height, sizes[row].Width, corners.AsSpan(row * CornerValues, CornerValues), height, width);
            answers[row] = new Segmentation(batch.ItemId(row), height, width, Segmentation.Largest(one, classes, height * width), classes, learner.Data.Vocab, placement);
        }

        return answers;
    }

    // Called on loader threads, for each index once.
    private static PointsPart Corners(SampleColumn pictures, int index, (int Width, int Height)[] sizes)
    {
        SamplePart picture = pictures.Load(index);
        sizes[index] = (picture.Width, picture.Height);
        return PicturePlacement.Corners(picture.Height, picture.Width);
    }
}
