using Hone.Nn;

namespace Hone.Learn;

/// <summary>Takes unknown categories for average ones: row 0 of every embedding becomes the mean of the others after each part of training.</summary>
/// <remarks>
/// Row 0 stands for <c>#na#</c>, which the training rows of a table of ratings do not have, so it learns nothing by itself. With the mean row a new user gets the rating that an average user gives
/// the item, and a new item the user's rating of an average item. For tables without missing categories; where they are missing, row 0 has learned something of its own.
/// Reads and writes: the weights of embeddings.
/// </remarks>
public sealed class ColdStart : Callback
{
    /// <inheritdoc/>
    public override void AfterTrain(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (Embedding embedding in state.Model.Modules().OfType<Embedding>())
        {
            Average(embedding.Weight.Value, embedding.EmbeddingDim);
        }
    }

    private static void Average(Tensor weight, int width)
    {
        Span<float> values = weight.AsSpan<float>();
        int rows = (values.Length / width) - 1;
        if (rows == 0)
        {
            return;
        }

        for (int part = 0; part < width; part++)
        {
            double sum = 0;
            for (int row = 1; row <= rows; row++)
            {
                sum += values[(row * width) + part];
            }

            values[part] = (float)(sum / rows);
        }
    }
}
