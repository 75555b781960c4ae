package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.SplittableRandom;

/** Things without a label: they fill the image, hide a corner of the labelled ones and must not be detected. */
enum Clutter implements Sprite {
    ROCK {
        @Override
        public void draw(Graphics2D g, Light light, SplittableRandom random) {
            Color stone = Light.near(0x8c8a86, 18, random);
            double width = 22 + random.nextDouble() * 20;
            Path2D rock = new Path2D.Double();
            rock.moveTo(-width / 2, 0);
            rock.lineTo(-width * .42, -width * (.25 + random.nextDouble() * .1));
            rock.lineTo(-width * .12, -width * (.42 + random.nextDouble() * .12));
            rock.lineTo(width * .25, -width * (.35 + random.nextDouble() * .12));
            rock.lineTo(width * .48, -width * .16);
            rock.lineTo(width / 2, 0);
            rock.closePath();
            g.setPaint(light.across(stone, -width / 2, width / 2));
            g.fill(rock);
            g.setPaint(Light.glass(Light.shade(stone, -.5), 130));
            g.draw(new Line2D.Double(-width * .12, -width * .42, width * .05, -width * .12));
        }
    },
    BUSH {
        @Override
        public void draw(Graphics2D g, Light light, SplittableRandom random) {
            Color leaf = Light.near(0x3d7a3c, 20, random);
            for (int layer = 0; layer < 3; layer++) {
                g.setPaint(Light.shade(leaf, -.35 + layer * .25));
                for (int i = 0; i < 16 - 4 * layer; i++) {
                    double x = (random.nextDouble() - .5) * (34 - 8 * layer) + light.side() * layer * 2;
                    double y = -6 - random.nextDouble() * 13 - layer * 2;
                    g.fill(new Ellipse2D.Double(x - 6, y - 5, 12, 11));
                }
            }
        }
    },
    FENCE {
        @Override
        public void draw(Graphics2D g, Light light, SplittableRandom random) {
            Color paint = Light.near(0xe3dccb, 16, random);
            int posts = 4 + random.nextInt(4);
            double left = -posts * 6.0;
            g.setPaint(Light.shade(paint, -.3));
            g.fill(new RoundRectangle2D.Double(left - 3, -22, posts * 12.0, 3.5, 2, 2));
            g.fill(new RoundRectangle2D.Double(left - 3, -11, posts * 12.0, 3.5, 2, 2));
            for (int p = 0; p < posts; p++) {
                double x = left + p * 12;
                Path2D post = new Path2D.Double();
                post.moveTo(x, 0);
                post.lineTo(x, -26);
                post.lineTo(x + 3, -30);
                post.lineTo(x + 6, -26);
                post.lineTo(x + 6, 0);
                post.closePath();
                g.setPaint(light.across(paint, x, x + 6));
                g.fill(post);
            }
        }
    },
    MUSHROOM {
        @Override
        public void draw(Graphics2D g, Light light, SplittableRandom random) {
            Color cap = Light.near(0x9a7650, 20, random);
            g.setPaint(new Color(0xe8dfcc));
            g.fill(new RoundRectangle2D.Double(-3, -12, 6, 12, 4, 4));
            g.setPaint(light.across(cap, -11, 11));
            g.fill(new java.awt.geom.Arc2D.Double(-11, -22, 22, 22, 0, 180, java.awt.geom.Arc2D.CHORD));
        }
    },
    GRASS {
        @Override
        public void draw(Graphics2D g, Light light, SplittableRandom random) {
            g.setStroke(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (int blade = 0; blade < 16; blade++) {
                double x = (random.nextDouble() - .5) * 26;
                double tip = x + (random.nextDouble() - .5) * 16;
                g.setPaint(Light.near(0x5b9440, 26, random));
                g.draw(new QuadCurve2D.Double(x, 0, x, -9, tip, -14 - random.nextDouble() * 10));
            }
        }
    }
}
