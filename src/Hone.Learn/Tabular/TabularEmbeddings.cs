using System.Globalization;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Hands what a net has learned about categories to other models, such as a forest.</summary>
public static class TabularEmbeddings
{
    /// <summary>Replaces each categorical column by the numbers of its learned embedding; fastbook's way to join a net and a forest (Guo and Berkhahn 2016).</summary>
    /// <param name="features">Codes and numbers, as <see cref="TabularData.ToMatrix(IReadOnlyList{int})"/> gives them.</param>
    /// <param name="model">The trained net.</param>
    /// <returns>Columns <c>NAME_0</c>, <c>NAME_1</c>, ... for each embedding, then the continuous columns; none is categorical.</returns>
    /// <exception cref="HoneException">The net has another number of embeddings, or a code is not among its rows.</exception>
    public static FeatureMatrix TransformEmbeddings(this FeatureMatrix features, TabularModel model)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(model);
        int categorical = features.IsCategorical.Count(isCategorical => isCategorical);
        if (categorical != model.Embeddings.Count)
        {
            throw new HoneException($"The net has an embedding for each of the {categorical} categorical columns.", $"{model.Embeddings.Count} embeddings", nameof(TransformEmbeddings), "use the net that was made for this table");
        }

        var names = new List<string>();
        var columns = new List<float[]>();
        int embedding = 0;
        for (int i = 0; i < features.ColumnCount; i++)
        {
            if (!features.IsCategorical[i])
            {
                names.Add(features.Names[i]);
                columns.Add(features.Columns[i]);
                continue;
            }

            float[][] parts = Embed(features.Names[i], features.Columns[i], model.Embeddings[embedding]);
            names.AddRange(parts.Select((_, part) => string.Create(CultureInfo.InvariantCulture, $"{features.Names[i]}_{part}")));
            columns.AddRange(parts);
            embedding++;
        }

        return new FeatureMatrix(names, columns, [.. columns.Select(_ => false)]);
    }

    private static float[][] Embed(string name, float[] codes, Embedding embedding)
    {
        float[] weight = embedding.Weight.Value.ToArray<float>();
        int width = embedding.EmbeddingDim;
        var parts = new float[width][];
        for (int part = 0; part < width; part++)
        {
            parts[part] = new float[codes.Length];
        }

        for (int row = 0; row < codes.Length; row++)
        {
            int code = (int)codes[row];
            if (code < 0 || code >= embedding.NumEmbeddings)
            {
                throw new HoneException($"Codes of {name} lie in 0..{embedding.NumEmbeddings - 1}.", $"{codes[row]} in row {row}", nameof(TransformEmbeddings), "prepare the rows with the TabularData that the net was made for");
            }

            for (int part = 0; part < width; part++)
            {
                parts[part][row] = weight[(code * width) + part];
            }
        }

        return parts;
    }
}
