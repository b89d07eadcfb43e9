namespace Hone.Learn;

/// <summary>An item whose inputs are ready for a batch.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Inputs">One for each input of the model.</param>
internal sealed record PreparedItem(string Id, PreparedInput[] Inputs)
{
    /// <summary>Tokens of its texts, input by input: items for which these agree fill a batch without padding. Empty where no input is a text.</summary>
    public string TextLengths => string.Join(' ', Inputs.Where(input => input.Tokens is not null).Select(input => input.Tokens!.Length));
}
