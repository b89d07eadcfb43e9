namespace Hone.Learn;

/// <summary>Finds the row shapes of pictures: those of the first item after the item transforms.</summary>
internal static class SampleRows
{
    /// <summary>The dataset with columns whose row shapes are known.</summary>
    /// <param name="dataset">Columns as bound.</param>
    /// <param name="index">Position of the item to look at, in the list of all items.</param>
    public static Dataset Measure(Dataset dataset, int index)
    {
        if (!dataset.HasSamples)
        {
            return dataset;
        }

        // Validation's way through the transforms: the size after them does not depend on chance.
        BatchRandom[] randoms = [.. dataset.Transforms.Select((_, i) => new BatchRandom(new RandomStream(0, "measure").Split(i)))];
        Sample sample = dataset.LoadSample(index, randoms, isTraining: false);
        int inputs = dataset.Inputs.Count;
        Column[] columns = [.. dataset.Columns.Select((column, i) => column is SampleColumn picture ? picture.WithRowOf(sample.Parts[i]!, dataset.Ids[index]) : column)];
        return new Dataset(columns[..inputs], columns[inputs..], dataset.Ids, dataset.Indices.ToArray(), dataset.Transforms);
    }
}
