using Hone.Learn;

namespace Hone.Method;

/// <summary>Reads the targets of a part of the data alone, without its inputs.</summary>
internal static class DatasetTargets
{
    /// <summary>The first target of each item in the order of the part: [items, ...] as numbers.</summary>
    public static float[] Read(Dataset dataset)
    {
        // The target takes the place of the input: pictures are not even opened.
        var targets = new Dataset([dataset.Target!], [], dataset.Ids, dataset.Indices.ToArray());
        var values = new List<float>(dataset.Count);
        foreach (Batch batch in new DataLoader(targets, new DataLoaderOptions { BatchSize = 1024, Workers = 0 }).Read())
        {
            values.AddRange(batch.Input.To(DType.Float32).ToArray<float>());
            batch.Release();
        }

        return [.. values];
    }
}
