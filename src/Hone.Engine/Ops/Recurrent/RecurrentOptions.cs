namespace Hone;

/// <summary>How a recurrent operation walks through time.</summary>
public sealed record RecurrentOptions
{
    /// <summary>Whether each sequence is read from its last step to its first; false unless set.</summary>
    public bool IsReverse { get; init; }

    /// <summary>
    /// Steps of each sequence, in any order; what lies behind is padding. Null, the default, when all sequences have as many steps as x. Takes the place of
    /// PyTorch's <c>pack_padded_sequence</c> and <c>pad_packed_sequence</c>.
    /// </summary>
    public IReadOnlyList<int>? Lengths { get; init; }
}
