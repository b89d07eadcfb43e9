using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A picture of a series, so that a model for images can read it: the pixel in row i and column j tells how the moments i and j stand to each other.</summary>
public abstract class SeriesImage
{
    private protected SeriesImage()
    {
    }

    /// <summary>Rows and columns of the picture of a series.</summary>
    /// <param name="length">Values of the series.</param>
    /// <returns>Pixels of a side.</returns>
    /// <exception cref="HoneDataException">The series is too short.</exception>
    public abstract int Side(int length);

    /// <summary>Computes the matrix.</summary>
    /// <param name="values">The series; finite numbers.</param>
    /// <returns><c>[side, side]</c>, row-major.</returns>
    /// <exception cref="HoneDataException">The series is too short, or a value is not finite.</exception>
    public float[] Transform(ReadOnlySpan<float> values)
    {
        Side(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new HoneDataException("A picture is made of finite values.", string.Create(CultureInfo.InvariantCulture, $"{values[i]} at position {i} of {values.Length}"), ToString(), "fill missing values before");
            }
        }

        return Compute(values);
    }

    /// <summary>Makes the picture.</summary>
    /// <param name="values">The series; finite numbers.</param>
    /// <returns>A gray picture of side x side pixels.</returns>
    /// <inheritdoc cref="Transform" path="/exception"/>
    public ImageData ToImage(ReadOnlySpan<float> values)
    {
        int side = Side(values.Length);
        return new ImageData(side, side, 1, Array.ConvertAll(Transform(values), value => (byte)Math.Clamp(MathF.Round(Brightness(value) * 255), 0, 255)));
    }

    private protected abstract float[] Compute(ReadOnlySpan<float> values);

    /// <summary>Brightness 0 to 1 of an element.</summary>
    private protected abstract float Brightness(float value);
}
