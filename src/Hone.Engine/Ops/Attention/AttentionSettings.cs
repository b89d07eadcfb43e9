namespace Hone.Ops;

/// <summary>Options of attention after they were checked, with the numbers that forward and backward share.</summary>
/// <param name="Mask">Without producer; null for none.</param>
/// <param name="IsCausal">Whether query i sees keys 0..i only.</param>
/// <param name="Scale">Factor of the scores.</param>
/// <param name="Dropout">Probability that a weight is dropped.</param>
/// <param name="Key">Key of the random stream for this call.</param>
internal readonly record struct AttentionSettings(Tensor? Mask, bool IsCausal, double Scale, double Dropout, ulong Key)
{
    private static readonly AttentionOptions Plain = new();

    /// <summary>Checks options against the sizes of a call.</summary>
    public static AttentionSettings Of(AttentionOptions? options, Tensor query, Tensor key, string operation)
    {
        options ??= Plain;
        Shape scores = [query.Shape[0], query.Shape[1], query.Shape[2], key.Shape[2]];
        double scale = options.Scale ?? 1 / Math.Sqrt(Math.Max(1, query.Shape[3]));
        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new HoneException("The scale of attention is a positive number.", $"scale {scale}", operation, "leave Scale out for 1 / sqrt(features)");
        }

        if (!(options.Dropout >= 0 && options.Dropout <= 1))
        {
            throw new HoneException("Attention drops weights with a probability in 0..1.", $"dropout {options.Dropout}", operation, "0.1 is usual");
        }

        if (options.Dropout > 0 && options.Stream is null)
        {
            throw new HoneException(
                "Attention that drops weights needs a random stream.",
                $"dropout {options.Dropout} without a stream",
                operation,
                "set Stream, or Dropout to 0 for prediction");
        }

        CheckMask(options.Mask, scores, query.DType, operation);
        return new AttentionSettings(options.Mask?.Detach(), options.IsCausal, scale, options.Dropout, options.Dropout > 0 ? options.Stream!.NextKey() : 0);
    }

    private static void CheckMask(Tensor? mask, Shape scores, DType type, string operation)
    {
        if (mask is null)
        {
            return;
        }

        if (mask.NeedsGradient)
        {
            throw new HoneException(
                "The mask of attention is a constant.",
                $"a mask {mask.Shape} that requires a gradient",
                operation,
                "detach it, or write attention with MatMul and Softmax where a bias is learned");
        }

        if (mask.DType != DType.Bool && mask.DType != type)
        {
            throw new HoneException(
                $"The mask of attention is Bool (true where a query may see a key) or {type} (added to the scores).",
                mask.ToString(),
                operation,
                "compare or convert it first");
        }

        bool fits = mask.Rank <= 4;
        for (int axis = 1; fits && axis <= mask.Rank; axis++)
        {
            fits = mask.Shape[-axis] == 1 || mask.Shape[-axis] == scores[-axis];
        }

        if (!fits)
        {
            throw new ShapeException(
                "The mask of attention broadcasts to [batch, heads, queries, keys].",
                $"mask {mask.Shape}, scores {scores}",
                operation,
                "reshape it, for example [batch, keys] to [batch, 1, 1, keys]");
        }
    }
}
