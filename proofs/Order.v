(* Rewards against the order of the policy: where Proposition 1 stands.

   mode_not_majority   == three trajectories, two answers: the most probable
                          trajectory does not give the most probable answer
                                                                          (T17)
   vote_reverses       == and the majority vote pays the less probable of two
                          trajectories                                   (T19d)
   length_reverses     == mean log-probability over the length pays the less
                          probable trajectory more                       (T19b)
   same_length_order   == within one length it does not                  (T19b)
   entropy_reverses    == minus the mean token entropy pays the less probable
                          of two trajectories of the same length more    (T19c)
   vote_weak           == the population vote on answers has the order of the
                          policy, weakly ...                             (T19e)
   rising_reward       == an increasing function of the log-probability has the
                          order of the policy                        (T19a, T19f)
   entropy_fair, entropy_coin == the entropy of a coin falls with its bias
   vote_ties           == ... and not strictly                           (T19e)
   certainty_not_entropy == KL(U || p) can be larger where the entropy is
                          larger                                          (T22)
   anchor_exists       == any value between the least and the largest surprisal
                          is a cross entropy H(q, pi) with q a distribution
                                                                          (T24)
   vacuous             == so is every reward: minus ln r y = H(q_y, pi)   (T24)
   entropy_rises       == an exact step can raise the entropy             (T49) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Comonotone Gibbs Counterexamples.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma ln_increasing_le x y : 0 < x -> x <= y -> ln x <= ln y.
Proof.
by move=> x_gt0; case=> [lt|->]; [left; exact: ln_increasing|exact: Rle_refl].
Qed.

Lemma sum_third (f : 'I_3 -> R) :
  \sum_(a : 'I_3) f a = f ord0 + (f (lift ord0 ord0) + (f (lift ord0 (lift ord0 ord0)) + 0)).
Proof. by rewrite !big_ord_recl big_ord0. Qed.

Theorem mode_not_majority : exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (y : 'I_3),
  policy pi /\
  (forall z, z != y -> pi z < pi y) /\
  \sum_(z | answer z == answer y) pi z < \sum_(z | answer z != answer y) pi z.
Proof.
exists (third (4 / 10) (3 / 10) (3 / 10)), (fun z => z == ord0), ord0.
split; first by apply: third_policy; lra.
split; first by case=> [[|[|[|j]]] j_lt] //= _; rewrite /third /=; lra.
by rewrite big_mkcond [X in _ < X]big_mkcond !sum_third /third /= ?eqxx; lra.
Qed.

Theorem vote_reverses :
  exists (pi : 'I_3 -> R) (answer : 'I_3 -> bool) (majority : bool) (y z : 'I_3),
  policy pi /\
  \sum_(x | answer x != majority) pi x < \sum_(x | answer x == majority) pi x /\
  pi z < pi y /\
  (if answer y == majority then 1 else 0) < (if answer z == majority then 1 else 0).
Proof.
exists (third (4 / 10) (3 / 10) (3 / 10)), (fun z => z == ord0), false, ord0, (lift ord0 ord0).
split; first by apply: third_policy; lra.
split; last by rewrite eqxx /third /=; lra.
by rewrite big_mkcond [X in _ < X]big_mkcond !sum_third /third /= ?eqxx; lra.
Qed.

Theorem length_reverses : exists (pi : 'I_3 -> R) (length : 'I_3 -> nat) (a b : 'I_3),
  policy pi /\ (forall y, (0 < length y)%N) /\ pi b < pi a /\
  / INR (length a) * ln (pi a) < / INR (length b) * ln (pi b).
Proof.
exists (third (4 / 10) (1 / 10) (5 / 10)), (fun y => if y == lift ord0 ord0 then 10%N else 1%N).
exists ord0, (lift ord0 ord0).
split; first by apply: third_policy; lra.
split; first by move=> y; case: ifP.
rewrite /third /=; split; first lra.
have lt : ln ((4 / 10) ^ 10) < ln (1 / 10) by apply: ln_increasing; [apply: pow_lt|]; lra.
move: lt; rewrite -Rpower_pow; last lra.
rewrite /Rpower ln_exp (_ : INR 10 = 10); last by rewrite /=; lra.
have -> : 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 = 10 by lra.
by rewrite Rinv_1; lra.
Qed.

Theorem same_length_order (A : finType) (pi : A -> R) (length : A -> nat) (a b : A) :
  policy pi -> (0 < length a)%N -> length a = length b -> pi b < pi a ->
  / INR (length b) * ln (pi b) < / INR (length a) * ln (pi a).
Proof.
move=> [pi_gt0 _] l_gt0 <- lt; apply: Rmult_lt_compat_l; last exact: ln_increasing.
by apply: Rinv_0_lt_compat; apply: lt_0_INR; apply/ltP.
Qed.

Definition entropy (A : finType) (pi : A -> R) : R := - (\sum_(a : A) (pi a * ln (pi a))).

Lemma entropy_fair p : p <> / 2 -> 0 < p < 1 -> entropy (coin p) < entropy (coin (/ 2)).
Proof.
move=> p_neq p01; have p_policy := coin_policy p01.
have fair_policy : policy (coin (/ 2)) by apply: coin_policy; lra.
have KL_gt0 : 0 < KL (coin p) (coin (/ 2)).
  have := KL_ge0 (policy_distribution p_policy) fair_policy; case=> // KL0.
  by have [/(_ (esym KL0) true)] := KL_eq0 (policy_distribution p_policy) fair_policy.
move: KL_gt0; rewrite /KL /entropy !sum_bool /= !ln_div; try lra.
have -> : 1 - / 2 = / 2 by lra.
by lra.
Qed.

(* A trajectory is two tokens (first, second), drawn from root and leaf. *)
Theorem entropy_reverses : exists (root : bool -> R) (leaf : bool -> bool -> R)
    (y z : bool * bool),
  policy root /\ (forall a, policy (leaf a)) /\
  let pi (y : bool * bool) := root y.1 * leaf y.1 y.2 in
  let r (y : bool * bool) := (- entropy root + - entropy (leaf y.1)) / 2 in
  pi z < pi y /\ r y < r z.
Proof.
exists (coin (9 / 10)), (fun a => coin (if a then / 2 else 9 / 10)), (true, true), (false, true).
split; first by apply: coin_policy; lra.
split; first by case; apply: coin_policy; lra.
split; rewrite /=; first lra.
by have := @entropy_fair (9 / 10) ltac:(lra) ltac:(lra); lra.
Qed.

Theorem vote_weak (A : finType) (pi : A -> R) (m a b : A) :
  (forall j, j != m -> pi j < pi m) -> pi b < pi a ->
  (if b == m then 1 else 0) <= (if a == m then 1 else 0).
Proof.
move=> mode lt; case: (b =P m) => [bm|_]; last by case: ifP => _; lra.
case: (a =P m) => [_|/eqP am]; first exact: Rle_refl.
by have := mode a am; move: lt; rewrite bm; lra.
Qed.

Theorem vote_ties : exists (pi : 'I_3 -> R) (m a b : 'I_3),
  policy pi /\ (forall j, j != m -> pi j < pi m) /\ pi b < pi a /\
  (if a == m then 1 else 0) = (if b == m then 1 else 0).
Proof.
exists (third (5 / 10) (3 / 10) (2 / 10)), ord0, (lift ord0 ord0), (lift ord0 (lift ord0 ord0)).
split; first by apply: third_policy; lra.
split; first by case=> [[|[|[|j]]] j_lt] //= _; rewrite /third /=; lra.
by split=> //; rewrite /third /=; lra.
Qed.

Theorem rising_reward (A : finType) (pi : A -> R) (psi : R -> R) (a b : A) :
  policy pi -> (forall x y, x < y -> psi x < psi y) -> pi b < pi a ->
  psi (ln (pi b)) < psi (ln (pi a)).
Proof.
by move=> [pi_gt0 _] psi_rises lt; apply: psi_rises; apply: ln_increasing.
Qed.

Section Anchor.

Variable A : finType.

(* A mixture of two point masses. *)
Definition mix (a b : A) (t : R) (x : A) : R :=
  (if x == a then t else 0) + (if x == b then 1 - t else 0).

Lemma mix_sum a b t (f : A -> R) :
  \sum_(x : A) (mix a b t x * f x) = t * f a + (1 - t) * f b.
Proof.
rewrite -(sum_pick a (fun x => t * f x)) -(sum_pick b (fun x => (1 - t) * f x)) -sum_add.
by apply: eq_bigr => x _; rewrite /mix; case: (x == a); case: (x == b); ring.
Qed.

Theorem anchor_exists (pi : A -> R) (a b : A) (v : R) :
  pi b < pi a -> policy pi -> - ln (pi a) <= v <= - ln (pi b) ->
  exists q : A -> R, (forall x, 0 <= q x) /\ \sum_(x : A) q x = 1 /\
    - (\sum_(x : A) (q x * ln (pi x))) = v.
Proof.
move=> lt [pi_gt0 _] v_in; have b_gt0 := pi_gt0 b.
have ln_lt : ln (pi b) < ln (pi a) by exact: ln_increasing.
pose t := (- ln (pi b) - v) / (ln (pi a) - ln (pi b)).
have t_ge0 : 0 <= t.
  by apply: Rmult_le_pos; [lra|left; apply: Rinv_0_lt_compat; lra].
have t_le1 : 0 <= 1 - t.
  have -> : 1 - t = (v + ln (pi a)) / (ln (pi a) - ln (pi b)) by rewrite /t; field; lra.
  by apply: Rmult_le_pos; [lra|left; apply: Rinv_0_lt_compat; lra].
exists (mix a b t); split; first by move=> x; rewrite /mix; case: (x == a); case: (x == b); lra.
split; last by rewrite mix_sum /t; field; lra.
have := mix_sum a b t (fun=> 1); rewrite (eq_bigr (mix a b t)) => [->|x _]; last by ring.
by ring.
Qed.

(* Every reward with values exp(-v), v between the least and the largest
   surprisal, is exp(-H(q_y, pi)) for anchors q_y. *)
Theorem vacuous (pi r : A -> R) (a b : A) :
  policy pi -> (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  (forall y, pi b <= r y <= pi a) ->
  exists q : A -> A -> R, forall y,
    (forall x, 0 <= q y x) /\ \sum_(x : A) q y x = 1 /\
    r y = exp (\sum_(x : A) (q y x * ln (pi x))).
Proof.
move=> pi_policy range lt r_in; have [pi_gt0 _] := pi_policy; have b_gt0 := pi_gt0 b.
have ln_lt : ln (pi b) < ln (pi a) by exact: ln_increasing.
pose t y := (ln (r y) - ln (pi b)) / (ln (pi a) - ln (pi b)).
exists (fun y => mix a b (t y)) => y.
have [ry_ge ry_le] := r_in y.
have r_ge : ln (pi b) <= ln (r y) by apply: ln_increasing_le.
have r_le : ln (r y) <= ln (pi a) by apply: ln_increasing_le; lra.
have t_ge0 : 0 <= t y.
  by apply: Rmult_le_pos; [lra|left; apply: Rinv_0_lt_compat; lra].
have t_le1 : 0 <= 1 - t y.
  have -> : 1 - t y = (ln (pi a) - ln (r y)) / (ln (pi a) - ln (pi b)) by rewrite /t; field; lra.
  by apply: Rmult_le_pos; [lra|left; apply: Rinv_0_lt_compat; lra].
split; first by move=> x; rewrite /mix; case: (x == a); case: (x == b); lra.
split.
  have := mix_sum a b (t y) (fun=> 1); rewrite (eq_bigr (mix a b (t y))) => [->|x _]; last by ring.
  by ring.
rewrite mix_sum (_ : _ + _ = ln (r y)); last by rewrite /t; field; lra.
by rewrite exp_ln; lra.
Qed.

End Anchor.

Lemma ln2_gt : / 2 <= ln 2.
Proof.
have : ln (/ 2) <= / 2 - 1 by apply: ln_le; lra.
by rewrite ln_Rinv; lra.
Qed.

(* KL(U || p), with U even on the three tokens. *)
Theorem certainty_not_entropy : exists p q : 'I_3 -> R,
  policy p /\ policy q /\
  entropy q < entropy p /\
  \sum_(v : 'I_3) (/ 3 * ln (/ 3 / q v)) < \sum_(v : 'I_3) (/ 3 * ln (/ 3 / p v)).
Proof.
pose e := / 1000000; have e_is : e = / 1000000 by [].
exists (third (/ 2) (/ 2 - e) e), (third (9 / 10) (/ 20) (/ 20)).
split; first by apply: third_policy; lra.
split; first by apply: third_policy; lra.
have l2 := ln2_gt; rewrite e_is /entropy !sum_third /third /=.
have prod : ln (/ 2) + ln (/ 2 - / 1000000) + ln (/ 1000000)
            < ln (9 / 10) + ln (/ 20) + ln (/ 20).
  by rewrite -!ln_mult; try lra; apply: ln_increasing; lra.
have half : ln (/ 2) = - ln 2 by rewrite ln_Rinv; lra.
have p2 : ln (/ 2 - / 1000000) <= - ln 2 by rewrite -half; apply: ln_increasing_le; lra.
have p3 : ln (/ 1000000) <= - ln 2 by rewrite -half; apply: ln_increasing_le; lra.
have q1 : - (1 / 9) <= ln (9 / 10).
  have -> : 9 / 10 = / (10 / 9) by field.
  by rewrite ln_Rinv; [have := @ln_le (10 / 9) ltac:(lra)|]; lra.
have q2 : - (5 * ln 2) <= ln (/ 20).
  have -> : - (5 * ln 2) = ln (/ 2 * / 2 * / 2 * / 2 * / 2).
    by rewrite !ln_mult; try lra; rewrite half; ring.
  by apply: ln_increasing_le; lra.
by rewrite !(ln_div (/ 3)); try lra; split; lra.
Qed.

Lemma entropy_coin s t : / 2 < t -> t < s < 1 -> entropy (coin s) < entropy (coin t).
Proof.
move=> t_gt s_in; have s_policy : policy (coin s) by apply: coin_policy; lra.
have t_policy : policy (coin t) by apply: coin_policy; lra.
have := KL_ge0 (policy_distribution s_policy) t_policy; rewrite /KL /entropy !sum_bool /= !ln_div; try lra.
have : ln (1 - t) < ln t by apply: ln_increasing; lra.
by nra.
Qed.

(* q = (9/10, 1/10) and the reward on the second answer, beta = 1. *)
Theorem entropy_rises : exists (pi r : bool -> R),
  policy pi /\ entropy pi < entropy (mirror 1 r pi).
Proof.
pose q := coin (9 / 10); pose r (a : bool) := if a then 0 else 1.
have q_policy : policy q by apply: coin_policy; lra.
exists q, r; split=> //; have e_gt2 : 2 < exp 1 by have := exp_ineq1 1; lra.
have e_le3 : exp 1 <= 3 by exact: exp_le_3.
pose t := 9 / 10 / (9 / 10 + (1 - 9 / 10) * exp 1).
have -> : entropy (mirror 1 r q) = entropy (coin t).
  rewrite /entropy !sum_bool /mirror !sum_bool /q /r /coin /t.
  have -> : 0 / 1 = 0 by field.
  have -> : 1 / 1 = 1 by field.
  rewrite exp_0 Rmult_1_r.
  have -> : 1 - 9 / 10 / (9 / 10 + (1 - 9 / 10) * exp 1)
            = (1 - 9 / 10) * exp 1 / (9 / 10 + (1 - 9 / 10) * exp 1) by field; lra.
  by [].
have t_eq : t * (9 / 10 + (1 - 9 / 10) * exp 1) = 9 / 10 by rewrite /t; field; lra.
by apply: entropy_coin; nra.
Qed.
