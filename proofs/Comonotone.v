(* Rewards in the order of the policy.

   mean pi r           == the expected reward
   gap_ratio           == exact steps whose reward favours m over j by at least
                          g at each step divide the odds of j against m by at
                          least exp(g/beta) a step                        (T18)
   mode_gains          == under softmax policy gradient the logit of a mode
                          that earns most moves up fastest: this is what is
                          left of the paper's assumption (A.4)            (T13)
   best_answer_loses   == and the assumption itself is false: an answer of
                          higher reward can lose ground to one of lower   (T13)
   constant_reward     == a reward that does not depend on the answer changes
                          nothing, in an exact step and in the gradient   (T20)
   covariance_ge0      == c and r in the same order have a covariance that is
                          not negative: calibrated models do not fall     (T37) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition mean (A : finType) (pi r : A -> R) : R := \sum_(b : A) (pi b * r b).

Theorem gap_ratio (A : finType) (beta g : R) (r pi : nat -> A -> R) (m j : A) :
  0 < beta -> policy (pi 0%N) ->
  (forall k a, pi k.+1 a = mirror beta (r k) (pi k) a) ->
  (forall k, g <= r k m - r k j) ->
  forall k, pi k j / pi k m <= pi 0%N j / pi 0%N m * exp (- (INR k * g / beta)).
Proof.
move=> beta_gt0 pi0_policy run gap.
have pol k : policy (pi k).
  elim: k => // k pik_policy; have [gt0 sum1] := mirror_policy beta (r k) m pik_policy.
  split=> [a|]; first by rewrite run; exact: gt0.
  by rewrite -sum1; apply: eq_bigr => a _; exact: run.
elim=> [|k bound].
  have -> : - (INR 0 * g / beta) = 0 by rewrite /=; field; lra.
  by rewrite exp_0 Rmult_1_r; exact: Rle_refl.
have Z_gt0 := partition_gt0 beta (r k) m (pol k); have [pik_gt0 _] := pol k.
have m_gt0 := pik_gt0 m; have j_gt0 := pik_gt0 j.
have ratio : pi k.+1 j / pi k.+1 m
             = pi k j / pi k m * exp (- ((r k m - r k j) / beta)).
  have -> : - ((r k m - r k j) / beta) = r k j / beta + - (r k m / beta) by field; lra.
  rewrite !run /mirror exp_plus exp_Ropp; have := exp_pos (r k m / beta).
  by move=> e_gt0; field; lra.
have factor : exp (- ((r k m - r k j) / beta)) <= exp (- (g / beta)).
  have le : - ((r k m - r k j) / beta) <= - (g / beta).
    have inv_gt0 : 0 < / beta by exact: Rinv_0_lt_compat.
    by have := Rmult_le_compat_r (/ beta) _ _ (Rlt_le _ _ inv_gt0) (gap k); rewrite /Rdiv; lra.
  by case: le => [lt|->]; [left; exact: exp_increasing|exact: Rle_refl].
have -> : - (INR k.+1 * g / beta) = - (INR k * g / beta) + - (g / beta).
  by rewrite S_INR; field; lra.
rewrite ratio exp_plus -Rmult_assoc; apply: Rmult_le_compat => //.
- by left; apply: Rdiv_lt_0_compat.
- by left; exact: exp_pos.
Qed.

Theorem mode_gains (A : finType) (pi r : A -> R) (m j : A) :
  policy pi -> (forall a, pi a <= pi m) -> (forall a, r a <= r m) ->
  pi j * (r j - mean pi r) <= pi m * (r m - mean pi r).
Proof.
move=> [pi_gt0 sum1] mode best.
have mean_le : mean pi r <= r m.
  rewrite -[r m]Rmult_1_l -sum1 sum_distrl; apply: sum_le => a _.
  by apply: Rmult_le_compat_l; [left; exact: pi_gt0|exact: best].
have := pi_gt0 j; have := pi_gt0 m; have := mode j; have := best j.
by move: (mean pi r) mean_le => v v_le *; case: (Rle_lt_dec (r j) v) => ?; nra.
Qed.

Definition third (x y z : R) (a : 'I_3) : R :=
  match val a with 0%N => x | 1%N => y | _ => z end.

Lemma third_policy x y z : 0 < x -> 0 < y -> 0 < z -> x + y + z = 1 -> policy (third x y z).
Proof.
move=> x_gt0 y_gt0 z_gt0 sum1; split.
  by case=> [[|[|[|j]]] j_lt] //=; rewrite /third.
by rewrite !big_ord_recl big_ord0 /third /= -sum1; ring.
Qed.

Theorem best_answer_loses : exists (pi r : 'I_3 -> R) (a b : 'I_3),
  policy pi /\ (forall j, r j <= r a) /\ r b < r a /\
  pi a * (r a - mean pi r) < pi b * (r b - mean pi r).
Proof.
exists (third (1 / 10) (4 / 10) (5 / 10)), (third 1 (9 / 10) 0), ord0, (lift ord0 ord0).
split; first by apply: third_policy; lra.
split; first by case=> [[|[|[|j]]] j_lt] //=; rewrite /third /=; lra.
rewrite /mean !big_ord_recl big_ord0 /third /=; lra.
Qed.

Theorem constant_reward (A : finType) (beta v : R) (pi r : A -> R) :
  policy pi -> (forall a, r a = v) ->
  forall a, mirror beta r pi a = pi a /\ pi a * (r a - mean pi r) = 0.
Proof.
move=> [pi_gt0 sum1] const a; split.
  have Z : \sum_(b : A) (pi b * exp (r b / beta)) = exp (v / beta).
    rewrite (eq_bigr (fun b => pi b * exp (v / beta))) => [|b _]; last by rewrite const.
    by rewrite -sum_distrl sum1 Rmult_1_l.
  by rewrite /mirror Z const; field; have := exp_pos (v / beta); lra.
rewrite /mean (eq_bigr (fun b => pi b * v)) => [|b _]; last by rewrite const.
by rewrite -sum_distrl sum1 const; ring.
Qed.

Theorem covariance_ge0 (A : finType) (pi c r : A -> R) :
  policy pi -> (forall a b, 0 <= (c a - c b) * (r a - r b)) ->
  mean pi c * mean pi r <= mean pi (fun a => c a * r a).
Proof.
move=> [pi_gt0 sum1] comonotone.
have double : \sum_(a : A) \sum_(b : A) (pi a * pi b * ((c a - c b) * (r a - r b)))
              = 2 * (mean pi (fun a => c a * r a) - mean pi c * mean pi r).
  have inner a : \sum_(b : A) (pi a * pi b * ((c a - c b) * (r a - r b)))
      = pi a * (c a * r a) - pi a * c a * mean pi r - pi a * r a * mean pi c
        + pi a * mean pi (fun b => c b * r b).
    rewrite -[pi a * (c a * r a)]Rmult_1_r -sum1 /mean !sum_distrr -!sum_sub -sum_add.
    by apply: eq_bigr => b _; ring.
  rewrite (eq_bigr _ (fun a _ => inner a)) sum_add !sum_sub -!sum_distrl sum1.
  by rewrite /mean; ring.
suff: 0 <= \sum_(a : A) \sum_(b : A) (pi a * pi b * ((c a - c b) * (r a - r b))) by lra.
apply: sum_ge0 => a _; apply: sum_ge0 => b _; apply: Rmult_le_pos => //.
by left; apply: Rmult_lt_0_compat.
Qed.
